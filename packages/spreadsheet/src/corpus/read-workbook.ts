import { AppError } from "@mortise/kit";
import type { CellValue } from "../cell/cell-value.ts";
import { openWorkbook } from "../read/open-workbook.ts";

/** A sheet as the expectations describe it: filled cells by name. */
export interface ReadSheet {
  readonly name: string;
  readonly state: string;
  readonly filled: number;
  readonly cells: ReadonlyMap<string, CellValue>;
}

/** What became of a file: its sheets, or the code of a clear refusal. */
export type ReadOutcome =
  | { readonly refusal: string }
  | { readonly refusal?: never; readonly sheets: ReadSheet[] };

const KEPT = 5000;

function columnName(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

async function readSheets(path: string): Promise<ReadSheet[]> {
  const workbook = await openWorkbook(path);
  const sheets: ReadSheet[] = [];
  try {
    for (const { name, index, state } of workbook.sheets) {
      const cells = new Map<string, CellValue>();
      let filled = 0;
      for await (const row of workbook.rows(index)) {
        for (const [column, value] of row.cells.entries()) {
          if (value === null) continue;
          filled += 1;
          if (filled <= KEPT) cells.set(`${columnName(column)}${row.index + 1}`, value);
        }
      }
      sheets.push({ name, state, filled, cells });
    }
  } finally {
    await workbook.close();
  }
  return sheets;
}

/** Reads a file whole; an error that is no clear refusal passes on. */
export async function readWhole(path: string): Promise<ReadOutcome> {
  try {
    return { sheets: await readSheets(path) };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error.code };
    throw error;
  }
}
