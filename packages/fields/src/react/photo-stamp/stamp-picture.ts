import { drawnAs, drawPicture } from "../draw-picture.ts";

const LONGEST_SIDE = 1920;
const QUALITY = 0.85;
/** Letters are this part of the shorter side, so that they are as large on any picture. */
const LETTER_SHARE = 0.035;
const LEAST_LETTER = 14;
const LINE = 1.4;

/** The picture with lines of text at its lower edge, on a dark ground so that they are read on any picture. */
export async function stampPicture(file: File, lines: readonly string[]): Promise<File> {
  if (lines.length === 0) return file;
  const canvas = await drawPicture(file, LONGEST_SIDE);
  const pen = canvas.getContext("2d");
  if (!pen) return file;
  await drawLines(pen, lines);
  const blob = await drawnAs(canvas, "image/jpeg", QUALITY);
  if (!blob) return file;
  return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: blob.type });
}

async function drawLines(pen: CanvasRenderingContext2D, lines: readonly string[]): Promise<void> {
  const { width, height } = pen.canvas;
  const letter = Math.max(LEAST_LETTER, Math.round(Math.min(width, height) * LETTER_SHARE));
  const ground = Math.round(letter * (LINE * lines.length + 0.8));
  pen.fillStyle = "rgba(0, 0, 0, 0.55)";
  pen.fillRect(0, height - ground, width, ground);
  pen.fillStyle = "#fff";
  // The letters of the page: those of the device may lack Chinese.
  pen.font = `${letter}px ${getComputedStyle(document.body).fontFamily}`;
  await document.fonts.load(pen.font, lines.join("")).catch(() => []);
  pen.textBaseline = "top";
  for (const [index, line] of lines.entries())
    pen.fillText(line, letter * 0.6, height - ground + letter * (0.5 + LINE * index), width - letter * 1.2);
}
