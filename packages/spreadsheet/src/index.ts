export { cellText } from "./cell/cell-text.ts";
export type { CellValue, SheetRow } from "./cell/cell-value.ts";
export { unguardFormula } from "./csv/formula-guard.ts";
export * from "./errors.ts";
export { guessHeaderRow } from "./read/guess-header-row.ts";
export { type OpenOptions, openWorkbook } from "./read/open-workbook.ts";
export {
  defaultLimits,
  type RowOptions,
  type SheetInfo,
  type SheetLimits,
  type Workbook,
  type WorkbookFormat,
} from "./read/workbook.ts";
export {
  type ArchivedFile,
  type ArchiveLimits,
  type FileArchive,
  openFileArchive,
} from "./zip/file-archive.ts";
export type { ColumnKind, WritableCell } from "./write/cell-xml.ts";
export type { ColumnChoices, SheetColumn } from "./write/sheet-column.ts";
export { type CsvContent, writeCsv } from "./write/write-csv.ts";
export { type WritableSheet, type WriteOptions, writeWorkbook } from "./write/write-workbook.ts";
