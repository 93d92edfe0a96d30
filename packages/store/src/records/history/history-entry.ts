import type { Value } from "@mortise/expression";
import type { ChangeBatch } from "../change.ts";
import type { Cause } from "../record-command.ts";

/**
 * Kinds of history entry: the batch types, moves of ownership that deserve their own word, and `linked`, by which a
 * record learns that others began or ceased to point at it.
 */
export type HistoryType = ChangeBatch["type"] | "claimed" | "assigned" | "released" | "purged" | "linked";

/** Records that began and ceased to point at this one, as its reverse list shows them. */
export interface LinkNote {
  readonly linked: readonly string[];
  readonly unlinked: readonly string[];
}

/** How many child rows of a sub-table field were added, changed and removed. */
export interface HistoryNote {
  readonly created: number;
  readonly updated: number;
  readonly deleted: number;
}

/**
 * One field of a history entry; for sub-table fields `rows` says how many rows came, changed and went. Of a `linked`
 * entry `to` names the records that came into the list and `from` those that left it.
 */
export interface HistoryChange {
  readonly field: string;
  readonly from: Value;
  readonly to: Value;
  readonly rows?: HistoryNote;
}

/** Something that happened to a record. */
export interface HistoryItem {
  readonly id: string;
  readonly changeSet: string;
  readonly at: string;
  readonly action: HistoryType;
  /** Account id; null for visitors and the system. */
  readonly actor: string | null;
  readonly cause: Pick<Cause, "type" | "id" | "label">;
  readonly changes: readonly HistoryChange[];
  /** Reason a person gave. */
  readonly note?: string;
  /** True when the change-set was undone later. */
  readonly undone: boolean;
}

/** A page of a record's history, newest first, with the names of the ids in it. */
export interface RecordHistory {
  readonly items: readonly HistoryItem[];
  readonly labels: Readonly<Record<string, string>>;
  /** Present when older entries follow: the `before` of the next page. */
  readonly next?: string;
}
