import { cellText, type CellValue } from "@mortise/spreadsheet";

/** What a cell says, without what no column can hold. Dates without a time of day are plain days. */
export function cleanCell(cell: CellValue | undefined): string {
  const said = cellText(cell ?? null);
  const text =
    said.includes("\u0000") || !said.isWellFormed() ? said.replaceAll("\u0000", "").toWellFormed() : said;
  return text.length === 19 && /^\d{4}-\d{2}-\d{2} 00:00:00$/.test(text) ? text.slice(0, 10) : text;
}

/** How a column is called where it has no header of its own. */
export function columnName(header: string | undefined, index: number): string {
  return header?.trim() ? header.trim() : `#${index + 1}`;
}
