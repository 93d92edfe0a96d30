import { keepReports } from "./keeping/keep-reports.ts";
import { computeReports, type Reports, type ReportsParts } from "./reports.ts";

/** Starts the report engine over a store: each question is computed once for all who may see the same. */
export function createReports(parts: ReportsParts): Reports {
  return keepReports(computeReports(parts), parts);
}
