import { cellText } from "../cell/cell-text.ts";
import type { SheetRow } from "../cell/cell-value.ts";

const MAX_TITLE = 60;

function filled(row: SheetRow): string[] {
  return row.cells.map((cell) => cellText(cell).trim()).filter((text) => text !== "");
}

/** How much a row looks like column titles: wide, all short different texts, no numbers and dates. */
function headerScore(row: SheetRow, width: number): number {
  const texts = filled(row);
  if (texts.length === 0) return 0;
  const titles = row.cells.filter(
    (cell) => typeof cell === "string" && cell.trim() !== "" && !isData(cell),
  ).length;
  const coverage = texts.length / width;
  const different = new Set(texts).size / texts.length;
  const short = texts.filter((text) => text.length <= MAX_TITLE).length / texts.length;
  return coverage * 2 + titles / texts.length + different + short * 0.5;
}

/** Texts that are values and no titles: numbers, dates, addresses, phone numbers. */
function isData(text: string): boolean {
  return /^[\s\d.,:/+()%¥$€-]+$/.test(text) || /@|:\/\//.test(text);
}

/**
 * The sheet row (`index`) that most likely holds the column titles, judged from the first rows of a sheet; of equal
 * ones the first. Lines above it, such as a title over the table, are passed over. 0 for no rows.
 */
export function guessHeaderRow(rows: readonly SheetRow[]): number {
  const first = rows.slice(0, 20);
  const width = Math.max(1, ...first.map((row) => filled(row).length));
  let best = { index: first[0]?.index ?? 0, score: 0 };
  for (const [place, row] of first.entries()) {
    // A row further down must be clearly better: data rows of plain text look like titles too.
    const score = headerScore(row, width) - place * 0.15;
    if (score > best.score + 0.001) best = { index: row.index, score };
  }
  return best.index;
}
