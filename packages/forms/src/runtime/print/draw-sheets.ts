import { create } from "qrcode";
import type { PrintedSheet, PrintPart } from "../../model/print/print-parts.ts";
import { drawTable } from "./draw-table.ts";
import { MM, Paper } from "./paper.ts";
import { MOST_PAGES, type PrintAnswer, type PrintJob } from "./print-job.ts";
import { type Cursor, EDGE, HEADING, NAME, NORMAL, TITLE, TooManyPages } from "./cursor.ts";

const GAP = 5 * MM;
const QR_SIZE = 72;
const PICTURE = { width: 220, height: 150 };
const SIZES = { A4: "A4", A5: "A5", A6: "A6", letter: "LETTER" } as const;

/** Draws sheets as one PDF; each begins on a page of its own. */
export async function drawSheets(job: PrintJob): Promise<PrintAnswer> {
  const { paper, title, sheets } = job;
  const document = await Paper.open(
    {
      size: SIZES[paper.paper],
      layout: paper.landscape ? "landscape" : "portrait",
      margin: 0,
      info: { Title: title, Producer: "Mortise", Creator: "Mortise" },
    },
    textsOf(sheets),
  );
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.document.on("end", resolve);
    document.document.on("error", reject);
  });
  try {
    for (const sheet of sheets) drawSheet(document, sheet, job);
  } catch (error) {
    if (error instanceof TooManyPages) return { kind: "too-many-pages" };
    throw error;
  }
  if (paper.pageNumbers) numberPages(document, paper.margin * MM);
  document.document.end();
  await ended;
  return { kind: "done", pdf: Buffer.concat(chunks) };
}

/** All that is written, so that the fonts hold it. */
function textsOf(sheets: readonly PrintedSheet[]): { readonly normal: string; readonly bold: string } {
  const normal = new Set("0123456789 /#");
  const bold = new Set<string>();
  const take = (into: Set<string>, texts: readonly string[]) => {
    for (const text of texts) for (const character of text) into.add(character);
  };
  for (const { header, footer, parts } of sheets) {
    take(normal, [header, footer]);
    for (const part of parts) {
      if ("text" in part)
        take(part.kind === "heading" || part.kind === "caption" ? bold : normal, [part.text]);
      else if (part.kind === "fields")
        take(
          normal,
          part.lines.flatMap(({ name, value }) => [name, value]),
        );
      else if (part.kind === "pictures")
        take(
          normal,
          part.files.map(({ name }) => name),
        );
      else if (part.kind === "table") {
        take(bold, ["#", ...part.columns.map(({ name }) => name)]);
        take(normal, part.rows.flat());
      }
    }
  }
  return { normal: [...normal].join(""), bold: [...bold].join("") };
}

function drawSheet(paper: Paper, sheet: PrintedSheet, job: PrintJob): void {
  const margin = job.paper.margin * MM;
  const { document } = paper;
  const cursor: Cursor = {
    paper,
    x: margin,
    y: margin,
    width: 0,
    bottom: 0,
    newPage: () => {
      if (document.bufferedPageRange().count >= MOST_PAGES) throw new TooManyPages();
      document.addPage();
      const { width, height } = document.page;
      Object.assign(cursor, { y: margin, width: width - 2 * margin, bottom: height - margin });
      const box = { x: margin, width: cursor.width };
      if (sheet.header) paper.write(sheet.header, { ...box, y: margin / 2 - 6, align: "center" }, EDGE);
      if (sheet.footer) paper.write(sheet.footer, { ...box, y: height - margin / 2 - 6 }, EDGE);
    },
    room: (height) => {
      if (cursor.y + height > cursor.bottom && cursor.y > margin) cursor.newPage();
    },
  };
  cursor.newPage();
  for (const part of sheet.parts) drawPart(cursor, part, job);
}

function drawPart(cursor: Cursor, part: PrintPart, job: PrintJob): void {
  switch (part.kind) {
    case "heading":
      return writeText(cursor, part, TITLE);
    case "caption":
      cursor.room(60);
      return writeText(cursor, part, HEADING);
    case "text":
      return writeText(cursor, part, NORMAL);
    case "sign":
      return drawSign(cursor, part.text);
    case "break":
      return cursor.newPage();
    case "fields":
      return drawFields(cursor, part);
    case "table":
      drawTable(cursor, part);
      cursor.y += GAP;
      return undefined;
    case "pictures":
      return drawPictures(cursor, part, job);
    case "qr":
      return drawQr(cursor, part);
  }
}

function writeText(
  cursor: Cursor,
  { text, align }: { readonly text: string; readonly align: "start" | "center" | "end" },
  look: { readonly size: number; readonly weight?: 400 | 700; readonly after: number },
): void {
  const { paper, x, width } = cursor;
  for (const line of paper.lines(text, width, look)) {
    cursor.room(paper.height(1, look));
    cursor.y += paper.write(line, { x, y: cursor.y, width, align }, look);
  }
  cursor.y += look.after;
}

function drawSign(cursor: Cursor, text: string): void {
  const { paper, x } = cursor;
  cursor.room(40);
  cursor.y += 8 * MM;
  paper.write(text, { x, y: cursor.y, width: cursor.width }, NORMAL);
  const from = x + paper.width(text, NORMAL) + 3 * MM;
  const to = Math.min(from + 60 * MM, x + cursor.width);
  const base = cursor.y + paper.height(1, NORMAL);
  paper.document.lineWidth(0.8).strokeColor("#111").moveTo(from, base).lineTo(to, base).stroke();
  cursor.y = base;
}

/** Names and values beside each other in columns, line by line. */
function drawFields(cursor: Cursor, { columns, lines }: Extract<PrintPart, { kind: "fields" }>): void {
  const { paper, x } = cursor;
  const gap = 6 * MM;
  const width = (cursor.width - gap * (columns - 1)) / columns;
  const boxes = lines.map(({ name, value }) => {
    const names = Math.min(Math.max(18 * MM, paper.width(name, NAME) + 2 * MM), width / 2);
    const rest = width - names;
    const count = Math.max(paper.lines(value, rest, NORMAL).length, paper.lines(name, names, NAME).length);
    return { name, value, names, rest, height: paper.height(count, NORMAL) };
  });
  for (let first = 0; first < boxes.length; first += columns) {
    const line = boxes.slice(first, first + columns);
    const height = Math.max(...line.map((box) => box.height));
    cursor.room(height);
    for (const [column, { name, value, names, rest }] of line.entries()) {
      const left = x + column * (width + gap);
      paper.write(name, { x: left, y: cursor.y, width: names - 2 * MM }, NAME);
      paper.write(value, { x: left + names, y: cursor.y, width: rest }, NORMAL);
    }
    cursor.y += height + 2 * MM;
  }
  cursor.y += GAP - 2 * MM;
}

function drawPictures(
  cursor: Cursor,
  { files, align }: Extract<PrintPart, { kind: "pictures" }>,
  { pictures }: PrintJob,
): void {
  for (const { id, name } of files) {
    const content = pictures.get(id);
    if (!content) {
      writeText(cursor, { text: name, align }, NORMAL);
      continue;
    }
    const width = Math.min(PICTURE.width, cursor.width);
    cursor.room(PICTURE.height);
    const free = cursor.width - width;
    const x = cursor.x + (align === "center" ? free / 2 : align === "end" ? free : 0);
    const fit: [number, number] = [width, PICTURE.height];
    const place = align === "start" ? {} : ({ align: align === "end" ? "right" : "center" } as const);
    try {
      cursor.paper.document.image(Buffer.from(content), x, cursor.y, { fit, ...place });
    } catch {
      // It says that it is a picture and is none: then its name has to do.
      writeText(cursor, { text: name, align }, NORMAL);
      continue;
    }
    cursor.y += PICTURE.height + 2 * MM;
  }
}

function drawQr(cursor: Cursor, { text, align }: Extract<PrintPart, { kind: "qr" }>): void {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { document } = cursor.paper;
  cursor.room(QR_SIZE);
  const dot = QR_SIZE / modules.size;
  const free = cursor.width - QR_SIZE;
  const left = cursor.x + (align === "center" ? free / 2 : align === "end" ? free : 0);
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) document.rect(left + column * dot, cursor.y + row * dot, dot, dot);
  document.fill("#000");
  cursor.y += QR_SIZE + GAP;
}

function numberPages(paper: Paper, margin: number): void {
  const { document } = paper;
  const { start, count } = document.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    document.switchToPage(start + page);
    const { width, height } = document.page;
    const box = { x: margin, y: height - margin / 2 - 6, width: width - 2 * margin, align: "end" } as const;
    paper.write(`${page + 1} / ${count}`, box, EDGE);
  }
}
