/** The order in which the steps of a migration run, whatever entity they belong to. */
export const MIGRATION_PHASES = [
  "schema",
  "tables",
  "release",
  "keep",
  "columns",
  "references",
  "indexes",
  "search",
] as const;

/** One phase of a migration. */
export type MigrationPhase = (typeof MIGRATION_PHASES)[number];

/** One statement of a migration of an app's tables. */
export interface MigrationStep {
  readonly phase: MigrationPhase;
  readonly entity: string;
  readonly field?: string;
  readonly sql: string;
  /** The field is about to become unique: existing duplicates must be refused with a clear answer first. */
  readonly makesUnique?: boolean;
}
