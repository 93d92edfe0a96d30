import type { Value } from "@mortise/expression";

/** A field that others changed since a record was read. */
export interface ConflictField {
  readonly field: string;
  /** When it was read. */
  readonly was: Value;
  readonly now: Value;
  /** What was to be written; absent when the writer left the field alone. */
  readonly mine?: unknown;
  /** Who changed it last; null for the system and visitors. */
  readonly by: string | null;
  readonly at: string;
  /** Child rows of the field were changed: `was` and `now` are empty. */
  readonly rows?: true;
}

/** A record that moved on. Fields that the writer may not see are not among them. */
export interface RecordConflict {
  readonly id: string;
  /** What the next attempt has to be based on. */
  readonly revision: number;
  readonly fields: readonly ConflictField[];
}

/** The `data` of STORE_CONFLICT: the first conflicts, with the names of the ids in them. */
export interface ConflictData {
  readonly conflicts: readonly RecordConflict[];
  readonly labels: Readonly<Record<string, string>>;
}
