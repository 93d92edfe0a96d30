import type { PrintPart } from "../../model/print/print-parts.ts";
import { type Cursor, NORMAL } from "./cursor.ts";
import { MM } from "./paper.ts";

const HEAD = { size: 10.5, weight: 700 } as const;
const PAD = { x: 2 * MM, y: 1.2 * MM };
const NARROWEST = 12 * MM;

type Table = Extract<PrintPart, { kind: "table" }>;

/** Draws rows between lines; the names of the columns stand again on every page. */
export function drawTable(cursor: Cursor, table: Table): void {
  const columns = [{ name: "#", isNumber: true }, ...table.columns];
  const rows = table.rows.map((row, index) => [String(index + 1), ...row]);
  const widths = widthsOf(cursor, columns, rows);
  const draw = (texts: readonly string[], isHead: boolean) =>
    drawRow(cursor, texts, { widths, isHead, atEnd: (column) => columns[column]?.isNumber === true });
  const names = columns.map(({ name }) => name);
  cursor.room(heightOf(cursor, names, widths, true) * 2);
  draw(names, true);
  for (const row of rows) {
    if (cursor.y + heightOf(cursor, row, widths, false) > cursor.bottom) {
      cursor.newPage();
      draw(names, true);
    }
    draw(row, false);
  }
}

/** Each column as wide as what it holds, as far as all of them fit the page. */
function widthsOf(
  { paper, width }: Cursor,
  columns: Table["columns"],
  rows: Table["rows"],
): readonly number[] {
  const wished = columns.map(({ name }, column) => {
    const texts = rows.map((row) => paper.width(row[column] ?? "", NORMAL));
    const widest = Math.max(paper.width(name, HEAD), ...texts) + 2 * PAD.x + 1;
    return Math.min(widest, width / 2);
  });
  const sum = wished.reduce((total, each) => total + each, 0);
  if (sum <= width) return wished.map((each) => each * (width / sum));
  const least = wished.map((each) => Math.min(each, NARROWEST));
  const fixed = least.reduce((total, each) => total + each, 0);
  const share = Math.max(0, width - fixed) / Math.max(1, sum - fixed);
  return wished.map((each, column) => (least[column] ?? 0) + (each - (least[column] ?? 0)) * share);
}

function heightOf(
  { paper }: Cursor,
  texts: readonly string[],
  widths: readonly number[],
  isHead: boolean,
): number {
  const look = isHead ? HEAD : NORMAL;
  const lines = texts.map(
    (text, column) => paper.lines(text, (widths[column] ?? 0) - 2 * PAD.x, look).length,
  );
  return paper.height(Math.max(1, ...lines), look) + 2 * PAD.y;
}

function drawRow(
  cursor: Cursor,
  texts: readonly string[],
  {
    widths,
    isHead,
    atEnd,
  }: {
    readonly widths: readonly number[];
    readonly isHead: boolean;
    readonly atEnd: (column: number) => boolean;
  },
): void {
  const { paper } = cursor;
  const { document } = paper;
  const height = heightOf(cursor, texts, widths, isHead);
  let { x } = cursor;
  for (const [column, text] of texts.entries()) {
    const width = widths[column] ?? 0;
    if (isHead) document.rect(x, cursor.y, width, height).fill("#f1f3f2");
    document.lineWidth(0.8).strokeColor("#999").rect(x, cursor.y, width, height).stroke();
    const box = { x: x + PAD.x, y: cursor.y + PAD.y, width: width - 2 * PAD.x };
    paper.write(text, { ...box, align: atEnd(column) ? "end" : "start" }, isHead ? HEAD : NORMAL);
    x += width;
  }
  cursor.y += height;
}
