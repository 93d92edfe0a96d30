import { FONT_FAMILY } from "@mortise/ui";
import QRCode from "qrcode";

/** What stands on a poster. */
export interface PosterContent {
  readonly title: string;
  readonly subtitle: string;
  /** The line below the code. */
  readonly hint: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly address: string;
  readonly logo?: ImageBitmap | undefined;
}

/** Pixels of an A4 sheet at 150 dots per inch. */
export const POSTER_SIZE = { width: 1_240, height: 1_754 } as const;

const MARGIN = 110;
const CODE = 720;
const HEAD = 560;
const GAP = 48;
const LINE = 1.3;

/** Draws a poster: a coloured head with logo, title and subtitle, the code below it. */
export async function drawPoster(canvas: HTMLCanvasElement, content: PosterContent): Promise<void> {
  const { width, height } = POSTER_SIZE;
  const code = document.createElement("canvas");
  await QRCode.toCanvas(code, content.address, { margin: 1, width: CODE, errorCorrectionLevel: "Q" });
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  // A canvas draws with what is there: letters that nothing on the screen has shown yet are fetched first.
  const letters = content.title + content.subtitle + content.hint;
  await Promise.all(
    [400, 700].map((weight) => document.fonts.load(`${weight} 48px ${FONT_FAMILY}`, letters)),
  );
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = content.color;
  pen.fillRect(0, 0, width, HEAD);
  drawHead(pen, content);
  const top = HEAD + 120;
  pen.drawImage(code, (width - CODE) / 2, top, CODE, CODE);
  pen.fillStyle = "#1c2422";
  write(pen, content.hint, { size: 46, weight: 400, top: top + CODE + 60, lines: 2 });
}

function drawHead(pen: CanvasRenderingContext2D, { title, subtitle, color, logo }: PosterContent): void {
  pen.fillStyle = readableOn(color);
  const scale = logo ? Math.min(140 / logo.height, 520 / logo.width) : 0;
  const picture = logo ? { wide: logo.width * scale, high: logo.height * scale } : { wide: 0, high: 0 };
  const heading = { size: 92, weight: 700, lines: 2 };
  const line = { size: 48, weight: 400, lines: 2 };
  const gaps = (logo ? GAP : 0) + (subtitle === "" ? 0 : GAP / 2);
  const high = picture.high + gaps + heightOf(pen, title, heading) + heightOf(pen, subtitle, line);
  const top = Math.max(GAP, (HEAD - high) / 2);
  if (logo) pen.drawImage(logo, (POSTER_SIZE.width - picture.wide) / 2, top, picture.wide, picture.high);
  const below = write(pen, title, { ...heading, top: top + picture.high + (logo ? GAP : 0) });
  write(pen, subtitle, { ...line, top: below + GAP / 2 });
}

function heightOf(pen: CanvasRenderingContext2D, text: string, writing: Omit<Writing, "top">): number {
  return linesOf(pen, text, writing).length * writing.size * LINE;
}

interface Writing {
  readonly size: number;
  readonly weight: number;
  readonly top: number;
  /** So many lines at most; what is left over ends in an ellipsis. */
  readonly lines: number;
}

/** Writes centred text over several lines; gives where it ends. */
function write(pen: CanvasRenderingContext2D, text: string, writing: Writing): number {
  const lines = linesOf(pen, text, writing);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  const high = writing.size * LINE;
  for (const [index, line] of lines.entries())
    pen.fillText(line, POSTER_SIZE.width / 2, writing.top + index * high);
  return writing.top + lines.length * high;
}

function linesOf(
  pen: CanvasRenderingContext2D,
  text: string,
  { size, weight, lines }: Omit<Writing, "top">,
): readonly string[] {
  pen.font = `${weight} ${size}px ${FONT_FAMILY}`;
  const all = wrapped(text, (part) => pen.measureText(part).width <= POSTER_SIZE.width - 2 * MARGIN);
  return all.length <= lines ? all : [...all.slice(0, lines - 1), `${all[lines - 1] ?? ""}…`];
}

/** Breaks a text into lines that fit: between words, and anywhere in Chinese. */
export function wrapped(text: string, fits: (part: string) => boolean): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.match(/[\u0021-\u024f]+ ?|[^\u0021-\u024f]/gu) ?? []) {
    if (line !== "" && !fits(line + part.trimEnd())) {
      lines.push(line.trimEnd());
      line = part.trimStart();
    } else line += part;
  }
  return line.trim() === "" ? lines : [...lines, line.trimEnd()];
}

/** Black or white, whichever is read better on a colour. */
export function readableOn(color: string): "#ffffff" | "#1c2422" {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return light > 0.25 ? "#1c2422" : "#ffffff";
}
