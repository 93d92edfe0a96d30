import type { SheetRow } from "../cell/cell-value.ts";
import type { SheetInfo } from "../read/workbook.ts";

/** What the reading thread is started with. */
export interface LegacyOrder {
  readonly path: string;
  /** Keep all text as text: tables in HTML, where `00123` must not become 123. */
  readonly keepText: boolean;
}

/** A question to the reading thread: rows of a sheet from a place on. */
export interface LegacyQuestion {
  readonly sheet: number;
  readonly from: number;
}

/** An answer of the reading thread. `next` is where to go on, -1 at the end. */
export type LegacyAnswer =
  | { readonly kind: "opened"; readonly sheets: readonly SheetInfo[] }
  | { readonly kind: "rows"; readonly rows: readonly SheetRow[]; readonly next: number }
  | { readonly kind: "encrypted" }
  | { readonly kind: "failed"; readonly message: string };
