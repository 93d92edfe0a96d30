import type { ExportRecord } from "@mortise/store";
import type { ExportJob, ExportRequest } from "../../model/export/export-plan.ts";

/** Files are kept for a day. */
export const KEPT_MS = 86_400_000;

/** States of exports that are not done. */
export const ACTIVE = ["waiting", "running"] as const;

/** Whether an export in that state is still to be done. */
export function isActive(status: string): boolean {
  return ACTIVE.some((one) => one === status);
}

/** What was asked for; the journal keeps as JSON what the API had checked. */
export function requestOf({ request }: ExportRecord): ExportRequest {
  return request as ExportRequest;
}

/** An export as the API shows it. */
export function toExportJob(record: ExportRecord): ExportJob {
  const ended =
    record.status === "done" && record.finishedAt !== null ? Date.parse(record.finishedAt) : undefined;
  return {
    id: record.id,
    entity: record.entity,
    fileName: record.fileName,
    status: record.status,
    request: requestOf(record),
    total: record.total,
    processed: record.processed,
    shortened: record.shortened,
    size: record.size,
    error: record.error,
    createdAt: record.createdAt,
    expiresAt: ended === undefined ? null : new Date(ended + KEPT_MS).toISOString(),
  };
}
