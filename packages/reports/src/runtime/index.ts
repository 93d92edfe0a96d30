export { createReports } from "./create-reports.ts";
export type { Reports, ReportsParts } from "./reports.ts";
