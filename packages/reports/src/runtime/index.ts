export { BoardLinks, type BoardLinksParts, type BoardVisitor, type SharedCard } from "./links/board-links.ts";
export { createReports } from "./create-reports.ts";
export {
  createReportExports,
  type ExportOrder,
  type PictureNote,
  type ReportExports,
  type ReportExportsParts,
} from "./report-exports.ts";
export type { Reports, ReportsParts } from "./reports.ts";
