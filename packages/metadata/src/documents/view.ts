import type { Expression } from "@mortise/expression";
import type { DocumentBase } from "./document-base.ts";

/** One sort key. */
export interface SortKey {
  readonly field: string;
  readonly descending?: boolean;
}

/** One column of a table view; `width` in CSS pixels. */
export interface ViewColumn {
  readonly field: string;
  readonly width?: number;
}

/** A saved way to look at an entity's records. */
export interface ViewDocument extends DocumentBase<"view"> {
  readonly entity: string;
  readonly layout: "table" | "kanban" | "tree";
  readonly columns: readonly ViewColumn[];
  readonly filter?: Expression;
  readonly sort?: readonly SortKey[];
  /**
   * For kanban: the select or stage field whose options are the columns. For tree: the reference of the entity to
   * itself; the first one when absent.
   */
  readonly groupBy?: string;
}
