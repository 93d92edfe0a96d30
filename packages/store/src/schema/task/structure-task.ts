import type { DocumentKey, FieldDefinition } from "@mortise/metadata";

/** An index that is built without stopping writers. */
export interface IndexTask {
  readonly kind: "index";
  readonly entity: string;
  readonly field?: string;
  /** Table within the app's schema. */
  readonly table: string;
  readonly name: string;
  readonly unique: boolean;
  /** Everything after `on <table>`. */
  readonly definition: string;
  /** Set for indexes of views and reports: what is measured before and after. */
  readonly advice?: {
    readonly columns: readonly string[];
    readonly wantedBy: readonly DocumentKey[];
    readonly probe: string;
  };
}

/** A foreign key that stands unchecked: ids that point nowhere are cleared, then the key is validated. */
export interface ReferenceTask {
  readonly kind: "reference";
  readonly entity: string;
  readonly field: string;
  readonly table: string;
  readonly name: string;
  readonly column: string;
  /** Quoted, schema-qualified table that it points at. */
  readonly target: string;
}

/**
 * A column's values are read with one field definition and written with another, into a column that stands beside it
 * until the release comes into force.
 */
export interface ConversionTask {
  readonly kind: "conversion";
  readonly entity: string;
  readonly field: string;
  readonly name: string;
  /** Table that holds the old column, and table of the new one. */
  readonly table: string;
  readonly shadowTable: string;
  readonly shadow: string;
  readonly from: FieldDefinition;
  readonly to: FieldDefinition;
  /** PostgreSQL type of the new column. */
  readonly type: string;
  /** A column kept aside that has the new type: fills what cannot be converted when an older release comes back. */
  readonly fallback?: string;
}

/** An index that nothing needs any more, once those that take its place are built. */
export interface DropTask {
  readonly kind: "drop";
  readonly entity: string;
  readonly name: string;
}

/** Triggers that make the search keys of rows which other tools write, and the request for keys of the rows there are. */
export interface SearchTask {
  readonly kind: "search";
  readonly entity: string;
  readonly name: string;
  readonly statements: readonly string[];
}

/** A value that is worked out from others and kept, to be worked out anew in all records. */
export interface FillTask {
  readonly kind: "fill";
  readonly entity: string;
  readonly field: string;
  readonly name: string;
}

/** Work on an app's tables that takes longer than writers may wait; runs outside the publishing transaction. */
export type StructureTask = IndexTask | ReferenceTask | ConversionTask | SearchTask | DropTask | FillTask;

/** `before`: the release waits for it; `after`: it follows while the release is in force. */
export type TaskStage = "before" | "after";

/** How far a task has come. `failed` ones say why and stay until the next release. */
export type TaskState = "waiting" | "running" | "done" | "failed";

/** `built` serves; `unused` was taken away because nobody used it; `declined` because a builder said so. */
export type AdviceState = "built" | "unused" | "declined";
