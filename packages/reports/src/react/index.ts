export { type ChartView, type ChartViewProps } from "./chart-view.ts";
export { chartViews, findChartView } from "./chart-views.ts";
export { DashboardView, type DashboardViewProps } from "./dashboard-view.tsx";
export { DrillPanel, type DrillPanelProps } from "./drill-panel.tsx";
export { DashboardDesigner, type DashboardDesignerProps } from "./designer/dashboard-designer.tsx";
