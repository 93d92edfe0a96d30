import type { Expression, Value } from "@mortise/expression";
import type { AggregateFunction, Dimension, FieldAccess, RecordMeasure, SortKey } from "@mortise/metadata";

/**
 * A record as read: system fields and fields by id, e.g. `{ id, revision, owner, created_at, name, amount: "12.50" }`.
 * Hidden fields are absent; masked fields hold the masked text. Sub-table fields hold child rows when asked for.
 */
export type RecordRow = Readonly<Record<string, Value>> & { readonly id: string; readonly revision: number };

/** Records that ever entered a stage or a later one, as the stage funnel counts them. */
export interface ReachedStage {
  readonly field: string;
  readonly option: string;
  /** Not those of later stages: records that ever were in this one, by the log. */
  readonly only?: boolean;
  /** With `only`: those of them that got on to a later stage, or were lost from this one. */
  readonly way?: "onward" | "lost";
}

/** What to read from one entity. Field ids may be system fields. */
export interface RecordQuery {
  readonly entity: string;
  /** Fields to return; all readable ones when absent. `id` and `revision` always come. */
  readonly fields?: readonly string[];
  readonly filter?: Expression;
  /** Only records that ever came to this stage: the rows behind a funnel. */
  readonly reached?: ReachedStage;
  /** Keyword over searchable fields the actor may read in clear; works from one Chinese character on. */
  readonly search?: string;
  /** `id` is appended to make the order total. Default: newest first. */
  readonly sort?: readonly SortKey[];
  /** 1–500, default 50. */
  readonly limit?: number;
  /** Continues after the last row of a page: `next` of that page. */
  readonly after?: string;
  /** The rows just before the first row of a page, in the order of the list: `previous` of that page. */
  readonly before?: string;
  /**
   * The page in whose middle this record stands: for reading a list anew around it. STORE_RECORD_NOT_FOUND when the record
   * is not in the list. Only one of `after`, `before` and `around` may be given.
   */
  readonly around?: string;
  /** Skips so many rows, 0–200,000, counted from `after`: a jump into a long list. Reading on is cheaper by `after`. */
  readonly offset?: number;
  /** `live` (default), `deleted` (recycle bin). */
  readonly state?: "live" | "deleted";
  /** Adds a count: `capped` stops at 10,000, `exact` counts all. */
  readonly count?: "capped" | "exact";
  /**
   * As the records were at this moment (ISO text), under the permission of now. STORE_TOO_FAR_BACK when more than
   * 200,000 changes happened to the entity since.
   */
  readonly asOf?: string;
  /** Read child rows into these sub-table fields. */
  readonly children?: readonly string[];
}

/** A page of records. */
export interface RecordPage {
  readonly items: readonly RecordRow[];
  /** Present when more rows follow. */
  readonly next?: string;
  /** Present unless the page is known to begin the list: rows may stand before it. */
  readonly previous?: string;
  readonly count?: { readonly value: number; readonly capped: boolean };
  /** Names of the users, teams and records whose ids occur in the items. */
  readonly labels: Readonly<Record<string, string>>;
  /** By record and field: where the record's state allows less than the actor may do at most. */
  readonly limits?: RowLimits;
  /** By record: what the actor may do with other records of the entity, but not with this one. */
  readonly denied?: RowDenials;
}

/**
 * Something that can be done with a whole record. Claiming takes it from the pool, releasing returns it; admins of its pool
 * assign it to others.
 */
export type RecordRight = "update" | "delete" | "claim" | "release" | "assign";

/** Rights that single records lack, by record id. */
export type RowDenials = Readonly<Record<string, readonly RecordRight[]>>;

/** Access to fields by record id. */
export type RowLimits = Readonly<Record<string, Readonly<Record<string, FieldAccess>>>>;

/** One record as read. */
export interface RecordView {
  readonly record: RecordRow;
  readonly labels: Readonly<Record<string, string>>;
  readonly limits?: RowLimits;
  /** For a record in the bin: the one it was merged into. */
  readonly mergedInto?: string;
  readonly denied?: RowDenials;
}

/** Which masked value somebody asks to see. */
export interface RevealRequest {
  readonly entity: string;
  readonly id: string;
  readonly field: string;
}

/** The clear value with the names of the ids in it. */
export interface RevealedValue {
  readonly value: Value;
  readonly labels: Readonly<Record<string, string>>;
}

/** A group that a query tells apart, as an earlier answer gave it: its key and the filter that gives its rows. */
export interface KeptGroup {
  readonly key: Value;
  readonly filter: Expression;
}

/** Which groups of the first dimension are told apart; `rest` gathers all others in one group instead of leaving them out. */
export interface KeptGroups {
  readonly groups: readonly KeptGroup[];
  readonly rest: boolean;
}

/** A grouped figure query; the same permission predicate applies as for lists. */
export interface AggregateQuery {
  readonly entity: string;
  readonly filter?: Expression;
  readonly search?: string;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly RecordMeasure[];
  /** `field` is a dimension's field id or a measure's id. */
  readonly sort?: readonly SortKey[];
  /** 1–10,000, default 1,000. */
  readonly limit?: number;
  /** All groups when absent. Dimensions over lists cannot gather a rest. */
  readonly kept?: KeptGroups;
  /** Subtotals and totals as well: each set names the places of the dimensions that it is split by, ascending. */
  readonly totals?: readonly (readonly number[])[];
}

/** One group: `keys[i]` belongs to dimension i, `values[measure id]` is a decimal string, or text for min/max of text and dates. */
export interface AggregateRow {
  readonly keys: readonly Value[];
  readonly values: Readonly<Record<string, string | null>>;
  /** Per dimension the filter that gives exactly the rows of the group, together with the query's own. */
  readonly filters: readonly Expression[];
  /** Gathers the groups that are not told apart; its first key is null. */
  readonly other?: true;
}

/** A subtotal or total over the records of several groups: keys and filters are those of the dimensions in `split`. */
export interface AggregateTotal extends AggregateRow {
  readonly split: readonly number[];
}

/** The groups with the names of ids that occur as keys. */
export interface AggregateResult {
  readonly rows: readonly AggregateRow[];
  readonly labels: Readonly<Record<string, string>>;
  /** True when the limit cut groups off. */
  readonly truncated: boolean;
  readonly totals?: readonly AggregateTotal[];
}

export type { AggregateFunction };

/** Which list is read as a whole. */
export type WholeListQuery = Pick<RecordQuery, "entity" | "filter" | "reached" | "search" | "sort" | "state">;
