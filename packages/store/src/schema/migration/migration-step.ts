import type { ConversionTask } from "../task/structure-task.ts";

/** The order in which the steps of a migration run, whatever entity they belong to. */
export const MIGRATION_PHASES = [
  "schema",
  "tables",
  "release",
  "convert",
  "keep",
  "columns",
  "references",
  "indexes",
  "search",
] as const;

/** One phase of a migration. */
export type MigrationPhase = (typeof MIGRATION_PHASES)[number];

/** One statement of a migration of an app's tables; brief whatever the size of the table. */
export interface MigrationStep {
  readonly phase: MigrationPhase;
  readonly entity: string;
  readonly field?: string;
  /** Empty when the step converts values. */
  readonly sql: string;
  /** Quoted table that a foreign key, which comes or goes, points at. */
  readonly target?: string;
  /** Values that are converted: all rows of a small table, or those written since the task went through the table. */
  readonly convert?: { readonly task: ConversionTask; readonly rows: "all" | "queued" };
}

/** A table that is locked before the first step, so that nobody waits for one lock behind another. */
export interface TableLock {
  /** Quoted and schema-qualified. */
  readonly table: string;
  readonly mode: "access exclusive" | "share row exclusive";
}
