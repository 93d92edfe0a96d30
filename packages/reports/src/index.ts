export { type ChartId, chartTypes, findChart } from "./charts/index.ts";
export * from "./errors.ts";
export type { CardProblem } from "./model/card-problem.ts";
export type { CardFigures, ChartContext, ChartOption, ChartPick } from "./model/chart-context.ts";
export { ChartSettings } from "./model/chart-settings.ts";
export * from "./model/chart-type.ts";
export {
  drillTarget,
  type DrillTarget,
  drillTargets,
  joinFilters,
  type PointedFigure,
  type ReachedStage,
} from "./model/drill.ts";
export { missingFilters } from "./model/links/shared-board.ts";
export { compactNumber, type FigureFormat, figureFormat, percentText } from "./model/figure-format.ts";
export { FUNCTION_NAMES, measureName } from "./model/measure.ts";
export { type ReportField, reportField, reportFields } from "./model/report-field.ts";
export { type CardDraft, suggestCards } from "./model/suggest-cards.ts";
export { dashboardChecker, validateCard } from "./model/validate-card.ts";
export * from "./model/compose-card.ts";
export * from "./model/dashboard-commands.ts";
export * from "./model/edit-history.ts";
export * from "./model/board/board-state.ts";
export * from "./model/board/filter-condition.ts";
