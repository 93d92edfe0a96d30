import type { ImportComplaint, ImportRecord } from "@mortise/store";
import type { ImportJob } from "../../model/import/import-plan.ts";
import type { FilesSummary } from "./import-files.ts";

/** States in which a run ended before its time. */
const STOPPED: ReadonlySet<string> = new Set(["cancelled", "failed"]);

/** An import as the API shows it. What the journal keeps as JSON was written by this package in these shapes. */
export function toJob(record: ImportRecord, complaints: readonly ImportComplaint[]): ImportJob {
  return {
    id: record.id,
    fileName: record.fileName,
    size: record.size,
    status: record.status,
    // The journal keeps as JSON what this package wrote into it.
    sheets: record.sheets as ImportJob["sheets"],
    encoding: record.encoding,
    // Likewise.
    plan: record.plan as ImportJob["plan"],
    counts: record.counts as ImportJob["counts"],
    processed: record.processed,
    errors: complaints.map(({ row, sheet, label, value, message, imported }) => ({
      row,
      ...(sheet == null ? {} : { sheet }),
      column: label,
      value,
      message,
      ...(imported === true ? { imported } : {}),
    })),
    error: record.error,
    createdAt: record.createdAt,
    // Likewise.
    ...(record.files === null ? {} : { files: record.files as FilesSummary }),
    ...(record.isRun && STOPPED.has(record.status) ? { canContinue: true } : {}),
  };
}
