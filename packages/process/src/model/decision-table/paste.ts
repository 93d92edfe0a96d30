import { readCells } from "@mortise/fields";
import type { JsonObject } from "@mortise/kit";

/** A column that pasted cells go into. */
export interface PasteColumn {
  readonly id: string;
  readonly isResult: boolean;
  /** Cells hold amounts or times from … to … . */
  readonly isRanged: boolean;
  /** What a name or number in a cell stands for; undefined when nobody knows. */
  readonly find: (text: string) => string | undefined;
}

/** Rows read from pasted cells, and what could not be read. */
export interface PastedRows {
  readonly rows: readonly { readonly when: JsonObject; readonly give: JsonObject }[];
  readonly unknown: readonly string[];
}

const ANYTHING = new Set(["", "*", "-", "—", "任意", "全部", "any", "all"]);
const SEPARATORS = /[、,，;；/|]+/;
const RANGE = /^(.+?)\s*(?:~|～|至|到|\.\.)\s*(.+)$|^(\d[\d.]*)\s*-\s*(\d[\d.]*)$/;
const FROM = /^(?:>=|≥|不低于|from)\s*(.+)$|^(.+?)\s*(?:以上|及以上|\+)$/i;
const TO = /^(?:<|＜|低于|below)\s*(.+)$|^(.+?)\s*(?:以下)$/i;

/** Reads cells copied from a spreadsheet into rows of the table, column by column; a line of titles is left out. */
export function pasteRows(text: string, columns: readonly PasteColumn[]): PastedRows {
  const unknown: string[] = [];
  const lines = readCells(text).filter((cells) => cells.some((cell) => cell.trim() !== ""));
  const rows = lines.map((cells) => readLine(cells, columns, unknown));
  const [first] = lines;
  const isTitle = lines.length > 1 && first !== undefined && hasNothingKnown(rows[0]);
  if (!isTitle) return { rows, unknown: [...new Set(unknown)] };
  const titles = new Set(first.map((cell) => cell.trim()));
  return { rows: rows.slice(1), unknown: [...new Set(unknown)].filter((word) => !titles.has(word)) };
}

function hasNothingKnown(row: PastedRows["rows"][number] | undefined): boolean {
  return row !== undefined && Object.keys(row.when).length + Object.keys(row.give).length === 0;
}

function readLine(cells: readonly string[], columns: readonly PasteColumn[], unknown: string[]) {
  const [when, give]: [Record<string, JsonObject[string]>, Record<string, JsonObject[string]>] = [{}, {}];
  for (const [place, column] of columns.entries()) {
    const cell = (cells[place] ?? "").trim();
    if (column.isResult) {
      if (cell === "") continue;
      const found = column.find(cell);
      if (found === undefined) unknown.push(cell);
      else give[column.id] = found;
    } else if (!ANYTHING.has(cell.toLowerCase())) {
      const found = column.isRanged ? readRange(cell, column) : readValues(cell, column, unknown);
      if (found === undefined) unknown.push(cell);
      else if (!Array.isArray(found) || found.length > 0) when[column.id] = found;
    }
  }
  return { when, give };
}

function readValues(cell: string, column: PasteColumn, unknown: string[]): readonly string[] {
  const whole = column.find(cell);
  if (whole !== undefined) return [whole];
  return cell.split(SEPARATORS).flatMap((part) => {
    const found = column.find(part.trim());
    if (found === undefined && part.trim() !== "") unknown.push(part.trim());
    return found ?? [];
  });
}

function readRange(cell: string, { find }: PasteColumn): JsonObject | undefined {
  const range = RANGE.exec(cell);
  if (range) return bounds(find(range[1] ?? range[3] ?? ""), find(range[2] ?? range[4] ?? ""));
  const from = FROM.exec(cell);
  if (from) return bounds(find(from[1] ?? from[2] ?? ""), undefined);
  const to = TO.exec(cell);
  return to ? bounds(undefined, find(to[1] ?? to[2] ?? "")) : undefined;
}

function bounds(from: string | undefined, to: string | undefined): JsonObject | undefined {
  if (from === undefined && to === undefined) return undefined;
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
