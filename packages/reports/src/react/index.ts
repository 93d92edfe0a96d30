export { type ChartLook, ChartLookProvider, useChartLook } from "./chart-look.tsx";
export { type ChartView, type ChartViewProps } from "./chart-view.ts";
export { chartViews, findChartView } from "./chart-views.ts";
export { DashboardView, type DashboardViewProps } from "./dashboard-view.tsx";
export { ScreenView, type ScreenViewProps } from "./board/screen-view.tsx";
export { type Move, MovesPicture } from "./moves-picture.tsx";
export { BoardExport, type BoardExportProps } from "./export/board-export.tsx";
export { DrillPanel, type DrillPanelProps } from "./drill-panel.tsx";
export { DashboardDesigner, type DashboardDesignerProps } from "./designer/dashboard-designer.tsx";
