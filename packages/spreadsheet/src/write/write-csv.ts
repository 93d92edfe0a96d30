import { createWriteStream } from "node:fs";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { cellText } from "../cell/cell-text.ts";
import type { CellValue } from "../cell/cell-value.ts";
import { guardFormula } from "../csv/formula-guard.ts";

/** What a CSV file is made of. */
export interface CsvContent {
  /** The titles; no title row when left out. */
  readonly columns?: readonly string[];
  readonly rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
  /**
   * Puts an apostrophe before texts that a spreadsheet would take for a formula. On by default; turn it off for
   * files that programs read. Numbers stay numbers.
   */
  readonly protectFormulas?: boolean;
  readonly delimiter?: "," | ";" | "\t";
  readonly signal?: AbortSignal;
}

const PIECE = 65_536;

function fieldText(value: CellValue, isProtected: boolean, delimiter: string): string {
  let text = cellText(value);
  if (isProtected && typeof value === "string") text = guardFormula(text);
  const needsQuotes = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  return needsQuotes ? `"${text.replaceAll('"', '""')}"` : text;
}

async function* csvText(content: CsvContent): AsyncGenerator<string> {
  const delimiter = content.delimiter ?? ",";
  const isProtected = content.protectFormulas ?? true;
  const line = (row: readonly CellValue[]) =>
    `${row.map((value) => fieldText(value, isProtected, delimiter)).join(delimiter)}\r\n`;
  // The mark is what makes Excel read the file as UTF-8.
  let text = "\uFEFF";
  if (content.columns !== undefined) text += line(content.columns);
  for await (const row of content.rows) {
    text += line(row);
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield text;
}

/** Writes UTF-8 with a byte-order mark and CRLF line ends to a path or a stream (which is ended), row by row. */
export async function writeCsv(destination: string | Writable, content: CsvContent): Promise<void> {
  const sink = typeof destination === "string" ? createWriteStream(destination) : destination;
  const options = content.signal === undefined ? {} : { signal: content.signal };
  await pipeline(Readable.from(csvText(content), { objectMode: false }), sink, options);
}
