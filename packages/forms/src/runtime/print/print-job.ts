import type { PrintedSheet } from "../../model/print/print-parts.ts";
import type { PrintDocument } from "@mortise/metadata";

/** What a thread draws; all of it can be handed from thread to thread. */
export interface PrintJob {
  readonly paper: Pick<PrintDocument, "paper" | "landscape" | "margin" | "pageNumbers">;
  readonly title: string;
  readonly sheets: readonly PrintedSheet[];
  /** Contents of PNG and JPEG pictures by the ids of their files. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** What comes back. */
export type PrintAnswer =
  | { readonly kind: "done"; readonly pdf: Uint8Array }
  | { readonly kind: "too-many-pages" };

/** The most pages of one file. */
export const MOST_PAGES = 1000;
