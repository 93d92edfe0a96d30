import type { Value } from "@mortise/expression";
import type { Cause } from "../record-command.ts";

/**
 * What to do with records that were changed since: leave them as they are (`skip`), take back the fields that nobody
 * touched since (`untouched`), or take everything back (`force`).
 */
export type UndoMode = "skip" | "untouched" | "force";

/** How a change-set is undone. */
export interface UndoOptions {
  /** `skip` when absent. */
  readonly conflicts?: UndoMode;
}

/** A run of a flow, whose changes stand in change-sets with those of others. */
export interface RunToUndo {
  readonly id: string;
  /** The record that it was about. */
  readonly record: string;
  /** What causes call its flow: runs that moved together with others are known by that and the record alone. */
  readonly label: string;
}

/** A record that was left as it is, wholly or in some fields. */
export interface UndoConflict {
  readonly entity: string;
  readonly id: string;
  /**
   * `changed`: somebody changed it since; `gone`: it is no longer there, or not visible to the actor; `not-allowed`: the
   * actor may no longer write the fields.
   */
  readonly reason: "changed" | "gone" | "not-allowed";
  /** Fields that differ from what the change-set wrote, as far as the actor may see them. */
  readonly fields: readonly string[];
}

/** A field that was changed again after the change-set. */
export interface UndoFieldConflict {
  readonly field: string;
  /** Before the change-set. */
  readonly old: Value;
  /** What the change-set wrote. */
  readonly written: Value;
  readonly now: Value;
  /** Who changed it last; null for the system and visitors. */
  readonly by: string | null;
  readonly at: string | null;
}

/** A conflict with what a person needs to decide about it. */
export interface UndoConflictView extends UndoConflict {
  readonly title: string;
  readonly changes: readonly UndoFieldConflict[];
  /** Who worked on the record last, and when. */
  readonly by: string | null;
  readonly at: string | null;
}

/** What an undo would do; nothing has been written. */
export interface UndoPreview {
  readonly at: string;
  readonly actor: string | null;
  readonly cause: Pick<Cause, "type" | "id" | "label">;
  /** Records that would come back without any question, by entity. */
  readonly records: readonly { readonly entity: string; readonly count: number }[];
  readonly conflictCount: number;
  /** The first conflicts, up to 100. */
  readonly conflicts: readonly UndoConflictView[];
  readonly labels: Readonly<Record<string, string>>;
}

/** What an undo did. */
export interface UndoResult {
  /** The change-set of the undo itself. */
  readonly changeSet: string;
  /** Number of records brought back to how they were. */
  readonly undone: number;
  readonly conflicts: readonly UndoConflict[];
}
