import type { LocalizedText } from "@mortise/kit";
import type { DocumentBase } from "./document-base.ts";
import type { RecordMatch } from "./record-rule.ts";

/** What a block of a record's page shows. */
export const PAGE_BLOCK_TYPES = [
  "fields",
  "table",
  "list",
  "files",
  "timeline",
  "comments",
  "work",
  "chart",
  "match",
] as const;

/** One of {@link PAGE_BLOCK_TYPES}. */
export type PageBlockType = (typeof PAGE_BLOCK_TYPES)[number];

/** A sheet of a tab; sheets of a column stand one below the other. */
export interface PageBlock {
  readonly id: string;
  readonly type: PageBlockType;
  /** Id of the column it stands in. */
  readonly column: string;
  /** In place of the name that goes with what it shows. */
  readonly title?: LocalizedText;
  /** For fields: these, in this order; absent: all that no other block of fields shows. */
  readonly fields?: readonly string[];
  /** For `table` and `list`: the field whose rows or records are shown. For `chart`: the reference that leads here. */
  readonly field?: string;
  /** For charts: a card of a dashboard, narrowed to what belongs to the record. */
  readonly dashboard?: string;
  readonly card?: string;
  /** For `match`: the entity whose records are listed, what they have to match, and which of their fields are shown. */
  readonly entity?: string;
  readonly match?: readonly RecordMatch[];
  readonly columns?: readonly string[];
  /** Only holders of these roles see it; everybody when absent. Rights to the data are the roles' own. */
  readonly roles?: readonly string[];
}

/** A column of a tab; `span` is its width in twelfths. Columns that do not fit beside each other stand below. */
export interface PageColumn {
  readonly id: string;
  readonly tab: string;
  readonly span: number;
}

/** One of several sides of a page; a page with one shows no tabs. */
export interface PageTab {
  readonly id: string;
  readonly name: LocalizedText;
}

/** How the page of an entity's records is laid out. Tabs, columns and blocks are lists of their own, so that edits merge. */
export interface PageDocument extends DocumentBase<"page"> {
  readonly entity: string;
  /** Holders of these roles see this page; everybody whom no other page is for when absent. */
  readonly roles?: readonly string[];
  /** Fields that stand under the title. */
  readonly keyFields: readonly string[];
  readonly tabs: readonly PageTab[];
  readonly columns: readonly PageColumn[];
  readonly blocks: readonly PageBlock[];
  /** Ids of blocks in the order of the phone; blocks that are not named follow in the order of the page. */
  readonly phoneOrder?: readonly string[];
}
