/**
 * What one cell holds. `null` is an empty cell; a text of no characters counts as empty.
 *
 * - `date` is a local wall-clock date `YYYY-MM-DD`, or `YYYY-MM-DDTHH:mm:ss[.SSS]`, without a zone: spreadsheets know none;
 * - `time` is a time of day `HH:mm:ss[.SSS]`;
 * - `duration` is elapsed time in seconds (formats such as `[h]:mm`), possibly above 24 h;
 * - `error` is a spreadsheet error such as `#N/A`.
 */
export type CellValue =
  | null
  | string
  | number
  | boolean
  | { readonly date: string }
  | { readonly time: string }
  | { readonly duration: number }
  | { readonly error: string };

/** One row with something in it; rows without a value are never reported. */
export interface SheetRow {
  /** Place in the sheet, counted from 0. In CSV files blank lines count, a `sep=` line does not. */
  readonly index: number;
  /** Values from column A on, up to the last filled one. */
  readonly cells: CellValue[];
}
