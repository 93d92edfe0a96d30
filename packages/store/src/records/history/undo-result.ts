/** A record that was left as it is. */
export interface UndoConflict {
  readonly entity: string;
  readonly id: string;
  /** `changed`: somebody changed it since; `gone`: it is no longer there, or not visible to the actor. */
  readonly reason: "changed" | "gone";
  /** Fields that differ from what the change-set wrote, as far as the actor may see them. */
  readonly fields: readonly string[];
}

/** What an undo did. */
export interface UndoResult {
  /** The change-set of the undo itself. */
  readonly changeSet: string;
  /** Number of records brought back to how they were. */
  readonly undone: number;
  readonly conflicts: readonly UndoConflict[];
}
