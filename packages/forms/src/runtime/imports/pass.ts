import type { Clock } from "@mortise/kit";
import type { Actor, Files, ImportComplaint, ImportJournal, Store } from "@mortise/store";
import type { ImportCounts, ImportPlan } from "../../model/import/import-plan.ts";
import type { ImportFiles } from "./import-files.ts";
import type { ImportTarget } from "./import-target.ts";
import type { MissingRecords } from "./missing-records.ts";
import type { ReadRow } from "./import-rows.ts";
import type { RowReader } from "./row-reader.ts";
import type { StoredSheet } from "./sheet-source.ts";
import type { WriteType, WrittenRows } from "./written-rows.ts";

/** One pass over a file: a check, or the run itself. */
export interface Pass {
  readonly store: Store;
  readonly journal: ImportJournal;
  readonly clock: Clock;
  readonly id: string;
  readonly app: string;
  readonly actor: Actor;
  readonly file: StoredSheet;
  /** Where files are kept that rows bring along. */
  readonly files: Files;
  /** Those files; absent when none came. */
  readonly packed?: ImportFiles | undefined;
  readonly plan: ImportPlan;
  readonly target: ImportTarget;
  readonly reader: RowReader;
  /** Absent when records that cells name have to be there. */
  readonly missing?: MissingRecords | undefined;
  /** Options that are added for the rows, by field, as far as it is known. */
  readonly newOptions?: (() => ReadonlyMap<string, number>) | undefined;
  readonly writes: boolean;
  /** Rows of the file as far as an earlier check counted them. */
  readonly expected: number;
  readonly signal: AbortSignal;
  /** See `ImportAdvance`. */
  readonly attempt: number;
  /** Where an attempt stopped that was cut off. */
  readonly resumed?: ResumedPass | undefined;
}

/** What an attempt that was cut off had done. */
export interface ResumedPass {
  /** Row of the file up to which everything is done and counted. */
  readonly settledRow: number;
  /** Rows below it that were written and are not counted yet. */
  readonly written: WrittenRows;
  readonly counts: ImportCounts;
  readonly processed: number;
  readonly complaints: number;
}

/** Rows of the file in hand together. */
export interface RowBatch {
  readonly rows: readonly ReadRow[];
  /** Those that an earlier attempt had written. */
  readonly before: Readonly<Record<WriteType, number>>;
  readonly size: number;
  readonly lastRow: number;
}

/** What writing a batch, or foretelling it, came to. */
export interface BatchResult {
  readonly created: number;
  readonly updated: number;
  readonly complaints: readonly ImportComplaint[];
}
