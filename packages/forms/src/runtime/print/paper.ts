import PDFDocument from "pdfkit";
import { fontsFor, pieceOf, type Weight } from "./paper-fonts.ts";

/** Points of a millimetre. */
export const MM = 72 / 25.4;
const LEADING = 1.5;
/** Drawn for what the font does not have. */
const MISSING = "□";

/** How a text looks. */
export interface Look {
  readonly size: number;
  readonly weight?: Weight;
  readonly color?: string;
}

/** Where lines of text stand; they break within the width. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly align?: "start" | "center" | "end";
}

/** Pages to write on, in Chinese and Latin letters of two thicknesses. */
export class Paper {
  readonly document: PDFKit.PDFDocument;
  readonly #widths = new Map<string, number>();

  private constructor(document: PDFKit.PDFDocument) {
    this.document = document;
  }

  /** Opens a document that can write some texts. */
  static async open(
    options: PDFKit.PDFDocumentOptions,
    texts: { readonly normal: string; readonly bold: string },
  ): Promise<Paper> {
    const document = new PDFDocument({ ...options, autoFirstPage: false, bufferPages: true });
    for (const [weight, text] of [
      [400, texts.normal],
      [700, texts.bold],
    ] as const)
      for (const [piece, font] of await fontsFor([...text, MISSING], weight))
        document.registerFont(`${piece}/${weight}`, Buffer.from(font));
    return new Paper(document);
  }

  /** Height of so many lines. */
  height(lines: number, { size }: Look): number {
    return lines * size * LEADING;
  }

  /** How wide a text is in one line. */
  width(text: string, { size, weight = 400 }: Look): number {
    let sum = 0;
    for (const character of text) sum += this.#widthOf(character, weight);
    return sum * size;
  }

  /** A text in lines that are not wider than some width: broken at spaces and between Chinese characters. */
  lines(text: string, width: number, look: Look): readonly string[] {
    return text.split(/\r?\n/).flatMap((paragraph) => this.#broken(paragraph, width, look));
  }

  /** Writes lines below each other; answers the height they take. */
  write(text: string, { x, y, width, align = "start" }: Box, look: Look): number {
    const lines = this.lines(text, width, look);
    const { size, color = "#111" } = look;
    this.document.fontSize(size).fillColor(color);
    for (const [index, line] of lines.entries()) {
      const free = width - this.width(line, look);
      const shift = align === "center" ? free / 2 : align === "end" ? free : 0;
      this.#writeLine(line, x + shift, y + this.height(index, look) + size * 0.2, look);
    }
    return this.height(lines.length, look);
  }

  #broken(paragraph: string, width: number, look: Look): readonly string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.match(WORDS) ?? []) {
      if (line !== "" && this.width(line + word.trimEnd(), look) > width) {
        lines.push(line.trimEnd());
        line = "";
      }
      for (const piece of this.width(word, look) > width ? word : [word]) {
        if (line !== "" && this.width(line + piece.trimEnd(), look) > width) {
          lines.push(line);
          line = "";
        }
        line += piece;
      }
    }
    return [...lines, line.trimEnd()];
  }

  /** A line is written piece of font by piece of font. */
  #writeLine(line: string, x: number, y: number, { size, weight = 400 }: Look): void {
    let at = x;
    let run = "";
    let font: string | undefined;
    const flush = () => {
      if (run === "" || font === undefined) return;
      this.document.font(`${font}/${weight}`).text(run, at, y, { lineBreak: false });
      at += this.width(run, { size, weight });
      run = "";
    };
    for (const character of line) {
      const shown = pieceOf(character) === undefined ? MISSING : character;
      const next = pieceOf(shown);
      if (next !== font) flush();
      font = next;
      run += shown;
    }
    flush();
  }

  #widthOf(character: string, weight: Weight): number {
    const key = `${weight}${character}`;
    const knownWidth = this.#widths.get(key);
    if (knownWidth !== undefined) return knownWidth;
    const shown = pieceOf(character) === undefined ? MISSING : character;
    const { document } = this;
    const width =
      document
        .font(`${pieceOf(shown)}/${weight}`)
        .fontSize(100)
        .widthOfString(shown) / 100;
    this.#widths.set(key, width);
    return width;
  }
}

/** Words with the spaces behind them; Chinese characters are words of their own. */
const WORDS =
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+\s*|\s+/gu;
