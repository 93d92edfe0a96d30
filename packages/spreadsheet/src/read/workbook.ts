import type { SheetRow } from "../cell/cell-value.ts";

/** What kinds of file can be read. `html` and `xml` are tables that old systems save under the name `.xls`. */
export type WorkbookFormat = "xlsx" | "xls" | "xlsb" | "ods" | "html" | "xml" | "csv";

/** One sheet as the list of sheets shows it. Chart sheets are not listed: they hold no cells. */
export interface SheetInfo {
  readonly name: string;
  readonly index: number;
  readonly state: "visible" | "hidden";
}

/** Choices for one pass over a sheet. */
export interface RowOptions {
  /** Ends the pass with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An opened workbook. Sheets may be read any number of times, one after another; always `close()` it. */
export interface Workbook {
  readonly format: WorkbookFormat;
  readonly sheets: readonly SheetInfo[];
  /** CSV only: the encoding that was found, as a WHATWG label, `utf-32le` or `utf-32be`. */
  readonly encoding?: string;
  /** CSV only: the character between two values. */
  readonly delimiter?: string;
  /**
   * The filled rows of one sheet in the order of the file. Breaking out of the loop frees everything.
   * Throws `SHEET_DAMAGED`, `SHEET_TOO_LARGE` or `SHEET_QUOTE_OPEN` when the trouble only shows on the way.
   */
  rows(sheetIndex: number, options?: RowOptions): AsyncIterableIterator<SheetRow>;
  /** The same rows, as many at a time as were read together: waiting for each by itself takes longer than reading it. */
  pieces(sheetIndex: number, options?: RowOptions): AsyncIterableIterator<readonly SheetRow[]>;
  /** Frees the file and, for old formats, the thread behind it. */
  close(): Promise<void>;
}

/** Ceilings that keep a hostile or absurd file from taking the process down. */
export interface SheetLimits {
  /** Size of the file itself. */
  readonly fileBytes: number;
  /** Size of files that must be read whole (.xls, .xlsb, .ods, tables in HTML or XML). */
  readonly legacyBytes: number;
  /** Unpacked size of one sheet. */
  readonly sheetBytes: number;
  /** Unpacked size of the table of shared texts, which is held in memory. */
  readonly sharedTextBytes: number;
  /** Cells of one sheet, gaps inside rows included. */
  readonly cells: number;
  /** Memory of the thread that reads old formats, in MB. */
  readonly legacyMemory: number;
  /** Time old formats get to be taken apart, in seconds. */
  readonly legacySeconds: number;
}

/** Limits that let 1,048,576 rows × 100 columns pass and still protect a small server. */
export const defaultLimits: SheetLimits = {
  fileBytes: 1_000_000_000,
  legacyBytes: 64_000_000,
  sheetBytes: 8_000_000_000,
  sharedTextBytes: 400_000_000,
  cells: 200_000_000,
  legacyMemory: 768,
  legacySeconds: 60,
};

/** The file a reader works on, under the name people know it by. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly limits: SheetLimits;
}
