import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type * as xlsx from "@e965/xlsx";
import type { CellObject, WorkBook, WorkSheet } from "@e965/xlsx";
import type { CellValue, SheetRow } from "../cell/cell-value.ts";
import { type FormatKind, formatKind } from "../cell/number-format.ts";
import { serialValue } from "../cell/serial-date.ts";
import type { SheetInfo } from "../read/workbook.ts";
import type { LegacyAnswer, LegacyOrder, LegacyQuestion } from "./protocol.ts";

const ROWS_PER_ANSWER = 500;

// The CommonJS build brings the code pages of old Chinese files along; the other build does not.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- require gives no type of its own
const library = createRequire(import.meta.url)("@e965/xlsx") as typeof xlsx;

function answer(message: LegacyAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(message);
}

/** The East Asian date formats (27–36, 50–58) have no format text here, but their shown text is a date or a time. */
function kindOf(cell: CellObject): FormatKind {
  if (cell.z !== undefined) return formatKind(String(cell.z));
  if (/^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(cell.w ?? "")) return "date";
  return /^\d{1,2}:\d\d/.test(cell.w ?? "") ? "time" : "number";
}

function cellValueOf(cell: CellObject | undefined, date1904: boolean): CellValue {
  if (cell === undefined || cell.t === "z" || cell.v === undefined || cell.v === "") return null;
  if (cell.t === "e") return { error: cell.w ?? "#VALUE!" };
  if (cell.v instanceof Date) return cell.w ?? null;
  if (typeof cell.v !== "number") return cell.v;
  return serialValue(cell.v, kindOf(cell), date1904);
}

function listSheets(book: WorkBook): SheetInfo[] {
  return book.SheetNames.map((name, index) => {
    const hidden = book.Workbook?.Sheets?.[index]?.Hidden ?? 0;
    return { name, index, state: hidden === 0 ? "visible" : "hidden" };
  });
}

function rowsFrom(sheet: WorkSheet | undefined, from: number, date1904: boolean): LegacyAnswer {
  const data: (CellObject | undefined)[][] = sheet?.["!data"] ?? [];
  const rows: SheetRow[] = [];
  let at = from;
  for (; at < data.length && rows.length < ROWS_PER_ANSWER; at += 1) {
    const cells = Array.from(data[at] ?? [], (cell) => cellValueOf(cell, date1904));
    while (cells.at(-1) === null) cells.pop();
    if (cells.length > 0) rows.push({ index: at, cells });
  }
  return { kind: "rows", rows, next: at < data.length ? at : -1 };
}

function serve(book: WorkBook): void {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  answer({ kind: "opened", sheets: listSheets(book) });
  parentPort?.on("message", (question: LegacyQuestion) => {
    const name = book.SheetNames[question.sheet];
    answer(rowsFrom(name === undefined ? undefined : book.Sheets[name], question.from, date1904));
  });
}

function open(order: LegacyOrder): void {
  try {
    const options = { dense: true, cellNF: true, cellHTML: false, cellFormula: false };
    const content = readFileSync(order.path);
    serve(library.read(content, { ...options, type: "buffer", raw: order.keepText, nodim: true }));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer(/password|encrypt/i.test(message) ? { kind: "encrypted" } : { kind: "failed", message });
  }
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only legacy-workbook.ts starts this thread
open(workerData as LegacyOrder);
