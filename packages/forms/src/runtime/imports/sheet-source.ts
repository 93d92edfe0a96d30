import {
  guessHeaderRow,
  openWorkbook,
  type SheetRow,
  unguardFormula,
  type Workbook,
} from "@mortise/spreadsheet";
import type { ImportJob } from "../../model/import/import-plan.ts";
import { cleanCell } from "./column-text.ts";

/** Which rows of a file are meant. */
export interface SheetPlace {
  readonly sheet: number;
  /** 0-based; the rows below it are data. -1: there is no header. */
  readonly headerRow: number;
}

/** A stored file and the name people know it by. */
export interface StoredSheet {
  readonly path: string;
  readonly fileName: string;
}

/** A row of data: its number as spreadsheets show it, and its cells as text. */
export interface TextRow {
  readonly row: number;
  readonly cells: readonly string[];
}

const PREVIEW_ROWS = 20;
const PREVIEW_COLUMNS = 200;
const PREVIEW_LENGTH = 200;
/** Where the header is looked for when the given row does not exist. */
const WIDEST = 1000;

/** The sheets of a file with their first rows and a guess where the header is. */
export async function describeSheets(
  file: StoredSheet,
): Promise<{ readonly sheets: ImportJob["sheets"]; readonly encoding: string | null }> {
  return withWorkbook(file, async (workbook) => {
    const sheets: ImportJob["sheets"] = [];
    for (const { index, name, state } of workbook.sheets) {
      const first = await firstRows(workbook, index, PREVIEW_ROWS);
      const isHidden = state === "hidden";
      sheets.push({ index, name, isHidden, headerRow: guessHeaderRow(first), rows: preview(first) });
    }
    return { sheets, encoding: workbook.encoding ?? null };
  });
}

/** Header and up to `limit` rows of data; `isComplete` when there were no more. */
export async function readColumns(
  file: StoredSheet,
  place: SheetPlace,
  limit: number,
): Promise<{
  readonly headers: readonly string[];
  readonly samples: readonly (readonly string[])[];
  readonly isComplete: boolean;
}> {
  return withWorkbook(file, async (workbook) => {
    const headers = await headersOf(workbook, place);
    const samples: (readonly string[])[] = [];
    for await (const { cells } of dataRows(workbook, place)) {
      if (samples.length === limit) return { headers, samples, isComplete: false };
      samples.push(cells);
    }
    return { headers, samples, isComplete: true };
  });
}

/** Opens a file for as long as the work takes. */
export async function withWorkbook<T>(
  file: StoredSheet,
  work: (workbook: Workbook) => Promise<T>,
): Promise<T> {
  const workbook = await openWorkbook(file.path, { fileName: file.fileName });
  try {
    return await work(workbook);
  } finally {
    await workbook.close();
  }
}

/** The header's texts, as many as the sheet has columns. */
export async function headersOf(workbook: Workbook, place: SheetPlace): Promise<readonly string[]> {
  let headers: readonly string[] = [];
  let width = 0;
  let seen = 0;
  for await (const { index, cells } of workbook.rows(place.sheet)) {
    if (index === place.headerRow) headers = cells.map(cellReader(workbook));
    width = Math.max(width, cells.length);
    seen += 1;
    if (seen > WIDEST && index > place.headerRow) break;
  }
  return Array.from({ length: Math.max(width, headers.length) }, (_none, index) => headers[index] ?? "");
}

/** The rows below the header that say something, as text, one after another. */
export async function* dataRows(workbook: Workbook, place: SheetPlace): AsyncGenerator<TextRow> {
  for await (const piece of dataPieces(workbook, place)) yield* piece;
}

/** The same rows, some at a time; those up to the row of the given number are passed over. */
export async function* dataPieces(
  workbook: Workbook,
  place: SheetPlace,
  afterRow = 0,
): AsyncGenerator<readonly TextRow[]> {
  const read = cellReader(workbook);
  for await (const piece of workbook.pieces(place.sheet)) {
    const rows: TextRow[] = [];
    for (const row of piece) {
      if (row.index <= place.headerRow || row.index < afterRow) continue;
      const cells = row.cells.map(read);
      if (cells.some((cell) => cell.trim() !== "")) rows.push({ row: row.index + 1, cells });
    }
    yield rows;
  }
}

/** How the cells of a workbook are read: in CSV files, what was guarded against formulas comes as it was. */
function cellReader({ format }: Workbook): (cell: SheetRow["cells"][number]) => string {
  return format === "csv" ? (cell) => unguardFormula(cleanCell(cell)) : (cell) => cleanCell(cell);
}

/** Puts what streams in into lists of a size, without holding more than one. */
export async function* inBatches<T>(
  pieces: AsyncIterable<readonly T[]>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const piece of pieces) {
    for (const row of piece) {
      batch.push(row);
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** The same values in the same order; while one is worked on, the next is being made. */
export async function* oneAhead<T>(values: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    for (let next = values.next(); ;) {
      const { value, done } = await next;
      if (done === true) return;
      next = values.next();
      // Whoever asks for it next is told of its failure.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await values.return(undefined);
  }
}

async function firstRows(workbook: Workbook, sheet: number, limit: number): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of workbook.rows(sheet)) {
    rows.push(row);
    if (rows.length === limit) break;
  }
  return rows;
}

/** Rows at their own places, so that `rows[headerRow]` is the header; empty rows between them stay empty. */
function preview(rows: readonly SheetRow[]): string[][] {
  const texts = (cells: SheetRow["cells"]) =>
    cells.slice(0, PREVIEW_COLUMNS).map((cell) => cleanCell(cell).slice(0, PREVIEW_LENGTH));
  const byIndex = new Map(rows.map((row) => [row.index, texts(row.cells)]));
  const last = Math.min(rows.at(-1)?.index ?? -1, PREVIEW_ROWS * 2);
  return Array.from({ length: last + 1 }, (_none, index) => byIndex.get(index) ?? []);
}
