export { createReports, type Reports, type ReportsParts } from "./reports.ts";
