import type { LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";

/** What a block of a printed sheet holds. */
export const PRINT_BLOCK_TYPES = [
  "heading",
  "text",
  "fields",
  "table",
  "approvals",
  "picture",
  "qr",
  "sign",
  "break",
] as const;

/** One of {@link PRINT_BLOCK_TYPES}. */
export type PrintBlockType = (typeof PRINT_BLOCK_TYPES)[number];

/** Sizes of paper that are printed on. */
export const PAPERS = ["A4", "A5", "A6", "letter"] as const;

/** One of {@link PAPERS}. */
export type Paper = (typeof PAPERS)[number];

/** A part of a printed sheet, one below the other; `approvals`: who decided what about the record. `{amount}` in texts stands for the value of a field. */
export interface PrintBlock {
  readonly id: string;
  readonly type: PrintBlockType;
  /** For headings and texts; for others a line above. */
  readonly text?: LocalizedText;
  readonly align?: "start" | "center" | "end";
  /** For `fields`: these, in this order. For `table`: the columns, all when absent. */
  readonly fields?: readonly string[];
  /** For `fields`: how many stand beside each other. */
  readonly columns?: number;
  /** For `table`: the sub-table whose rows are printed. For `picture`: the field whose pictures or signature are. */
  readonly field?: string;
}

/** How a record of an entity is printed. */
export interface PrintDocument extends DocumentBase<"print"> {
  readonly entity: string;
  readonly paper: Paper;
  readonly landscape?: boolean;
  /** Empty edge in millimetres. */
  readonly margin: number;
  /** Stand on every page; texts as in blocks. */
  readonly header?: LocalizedText;
  readonly footer?: LocalizedText;
  readonly pageNumbers?: boolean;
  readonly blocks: readonly PrintBlock[];
}
