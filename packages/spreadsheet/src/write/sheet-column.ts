import type { ColumnKind } from "./cell-xml.ts";

/** One column of a sheet to be written. */
export interface SheetColumn {
  readonly title: string;
  /** In characters; by the title when left out. */
  readonly width?: number;
  readonly kind?: ColumnKind;
  /** The title is marked as that of a column to be filled in. */
  readonly isRequired?: boolean;
  /** Said when a cell of the column is entered, up to 255 characters. */
  readonly prompt?: string;
  /** What a drop-down offers in each cell. */
  readonly choices?: ColumnChoices;
}

/** The texts of a drop-down; when it is closed, cells take nothing else. */
export interface ColumnChoices {
  readonly values: readonly string[];
  readonly isClosed: boolean;
}
