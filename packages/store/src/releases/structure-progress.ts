import type { LocalizedText } from "@mortise/kit";
import type { StructureTask, TaskState } from "../schema/task/structure-task.ts";
import type { TaskRow } from "../schema/task/task-rows.ts";
import type { PendingRelease } from "./pending-release.ts";

/** One piece of work on the tables that is not done: an index that is being built, values that are being converted. */
export interface OpenTask {
  readonly kind: StructureTask["kind"];
  readonly entity: string;
  readonly field: string | null;
  /** Name of the index, key or trigger in the database. */
  readonly name: string;
  readonly state: TaskState;
  /** Rows done so far, where it goes through rows. */
  readonly done: number;
  /** Why it failed. */
  readonly message: LocalizedText | null;
}

/** What is going on with the tables of an app. */
export interface StructureProgress {
  /** The release whose rows are being prepared, or that failed last. */
  readonly pending: {
    readonly state: "preparing" | "failed";
    readonly message: LocalizedText | null;
  } | null;
  readonly tasks: readonly OpenTask[];
}

/** Puts the rows of the database into the form that people are told. */
export function structureProgress(
  pending: PendingRelease | undefined,
  rows: readonly TaskRow[],
): StructureProgress {
  return {
    pending: pending
      ? { state: pending.state === "failed" ? "failed" : "preparing", message: pending.message }
      : null,
    tasks: rows.map(({ task, state, done, message }) => ({
      kind: task.kind,
      entity: task.entity,
      field: "field" in task ? (task.field ?? null) : null,
      name: task.name,
      state,
      done,
      message,
    })),
  };
}
