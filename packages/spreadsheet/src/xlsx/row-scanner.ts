import type { CellValue, SheetRow } from "../cell/cell-value.ts";
import { sheetTooLarge } from "../errors.ts";
import { type CellContext, cellValue, readCellAttributes } from "./cell-element.ts";

const MAX_CARRY = 16_000_000;
const SHEET_DATA = /<((?:[\w.-]+:)?)sheetData(?=[\s/>])[^>]*>/;
const COMMENT = /<!--[\s\S]*?-->/g;

/** What a scanner is told besides how to read a cell. */
export interface ScanOptions {
  readonly file: string;
  readonly maxCells: number;
}

/** Empty cells in a row, beyond which each counts as several. */
const WIDE_GAP = 1_024;
const WIDE_GAP_WEIGHT = 63;

/**
 * Takes the XML of a sheet piece by piece and gives the filled rows found so far. Looks only at rows and cells:
 * what stands before the rows is passed over, what comes after them is never read, declared sizes are ignored.
 */
export class RowScanner {
  readonly #context: CellContext;
  readonly #options: ScanOptions;
  #carry = "";
  #prefix: string | undefined;
  #rows: SheetRow[] = [];
  #cells: CellValue[] = [];
  #row = -1;
  #column = -1;
  #isRowOpen = false;
  /** The row said no number itself: the first cell that names one decides. */
  #isRowGuessed = false;
  #cellCount = 0;
  /** True when the end of the rows has been seen. */
  isDone = false;

  constructor(context: CellContext, options: ScanOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Takes the next piece and gives the rows completed by it. */
  push(piece: string): SheetRow[] {
    this.#rows = [];
    const xml = this.#carry + piece;
    let at = 0;
    if (this.#prefix === undefined) at = this.#findRows(xml);
    if (this.#prefix !== undefined && !this.isDone) at = this.#scan(xml, at, this.#prefix);
    this.#carry = xml.slice(at);
    if (this.#carry.length > MAX_CARRY) throw sheetTooLarge({ file: this.#options.file });
    return this.#rows;
  }

  /** Gives what an early end of the file left open. */
  end(): SheetRow[] {
    this.#rows = [];
    this.#closeRow();
    return this.#rows;
  }

  #findRows(xml: string): number {
    const clean = xml.includes("<!--") ? xml.replace(COMMENT, (text) => " ".repeat(text.length)) : xml;
    const unfinished = clean.indexOf("<!--");
    const match = SHEET_DATA.exec(unfinished === -1 ? clean : clean.slice(0, unfinished));
    if (match === null) {
      const last = unfinished === -1 ? clean.lastIndexOf("<") : unfinished;
      return last === -1 ? xml.length : last;
    }
    this.#prefix = match[1] ?? "";
    this.isDone = match[0].endsWith("/>");
    return match.index + match[0].length;
  }

  /** Works through whole elements from `from` on; gives the place where the first unfinished one begins. */
  #scan(xml: string, from: number, prefix: string): number {
    const skip = prefix.length + 1;
    let at = from;
    for (;;) {
      const open = xml.indexOf("<", at);
      if (open === -1) return xml.length;
      const isComment = xml.startsWith("<!--", open);
      const end = isComment ? xml.indexOf("-->", open) : xml.indexOf(">", open + 1);
      if (end === -1) return open;
      const name = open + skip;
      if (isComment) {
        at = end + 3;
      } else if (xml.charCodeAt(open + 1) === 47) {
        if (xml.startsWith("row", name + 1)) this.#closeRow();
        else if (xml.startsWith("sheetData", name + 1)) return this.#finish(end + 1);
        at = end + 1;
      } else if (xml.charCodeAt(name) === 99 && !isNameCode(xml.charCodeAt(name + 1))) {
        at = this.#cell(xml, { open, name, end }, prefix);
        if (at === -1) return open;
      } else {
        if (xml.startsWith("row", name) && !isNameCode(xml.charCodeAt(name + 3)))
          this.#openRow(xml, name + 3, end);
        at = end + 1;
      }
    }
  }

  #finish(at: number): number {
    this.#closeRow();
    this.isDone = true;
    return at;
  }

  #openRow(xml: string, from: number, end: number): void {
    this.#closeRow();
    const isEmpty = xml.charCodeAt(end - 1) === 47;
    const { row } = readCellAttributes(xml, from, isEmpty ? end - 1 : end);
    this.#isRowGuessed = row < 0;
    this.#row = this.#isRowGuessed ? this.#row + 1 : row;
    this.#isRowOpen = !isEmpty;
  }

  #closeRow(): void {
    if (this.#cells.length > 0) {
      this.#rows.push({ index: this.#row, cells: this.#cells });
      this.#cellCount += this.#cells.length;
      if (this.#cellCount > this.#options.maxCells) throw sheetTooLarge({ file: this.#options.file });
      this.#cells = [];
    }
    this.#column = -1;
    this.#isRowOpen = false;
  }

  /** Reads one cell; gives the place after it, or -1 when its end is not here yet. */
  #cell(xml: string, tag: { open: number; name: number; end: number }, prefix: string): number {
    const isEmpty = xml.charCodeAt(tag.end - 1) === 47;
    const close = isEmpty ? tag.end : xml.indexOf(`</${prefix}c>`, tag.end + 1);
    if (close === -1) return -1;
    const found = readCellAttributes(xml, tag.name + 1, isEmpty ? tag.end - 1 : tag.end);
    if (!this.#isRowOpen) {
      this.#row += 1;
      this.#isRowOpen = true;
      this.#isRowGuessed = true;
    }
    if (this.#isRowGuessed && found.row > this.#row) this.#row = found.row;
    this.#isRowGuessed = false;
    this.#column = found.column >= 0 ? found.column : this.#column + 1;
    if (isEmpty) return tag.end + 1;
    const value = cellValue(found, xml.slice(tag.end + 1, close), prefix, this.#context);
    if (value !== null && value !== "") this.#put(value);
    return close + prefix.length + 4;
  }

  #put(value: CellValue): void {
    if (this.#column >= 16_384) return;
    const gap = this.#column - this.#cells.length;
    // No list is like this: a few such rows a page would fill the memory with nothing.
    if (gap > WIDE_GAP) this.#cellCount += gap * WIDE_GAP_WEIGHT;
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = value;
  }
}

/** Letters that would make a longer element name, such as `col` for `c`. */
function isNameCode(code: number): boolean {
  return !(code === 62 || code === 47 || code === 32 || code === 10 || code === 13 || code === 9);
}
