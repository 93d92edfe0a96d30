import { areaView } from "../charts/area/view.tsx";
import { barView } from "../charts/bar/view.tsx";
import { bidirectionalView } from "../charts/bidirectional/view.tsx";
import { calendarView } from "../charts/calendar/view.tsx";
import { comboView } from "../charts/combo/view.tsx";
import { funnelView } from "../charts/funnel/view.tsx";
import { gaugeView } from "../charts/gauge/view.tsx";
import { heatmapView } from "../charts/heatmap/view.tsx";
import { lineView } from "../charts/line/view.tsx";
import { mapView } from "../charts/map/view.tsx";
import { numberView } from "../charts/number/view.tsx";
import { pieView } from "../charts/pie/view.tsx";
import { pivotView } from "../charts/pivot/view.tsx";
import { progressView } from "../charts/progress/view.tsx";
import { radarView } from "../charts/radar/view.tsx";
import { rankingView } from "../charts/ranking/view.tsx";
import { roseView } from "../charts/rose/view.tsx";
import { sankeyView } from "../charts/sankey/view.tsx";
import { scatterView } from "../charts/scatter/view.tsx";
import { tableView } from "../charts/table/view.tsx";
import { treemapView } from "../charts/treemap/view.tsx";
import { wordCloudView } from "../charts/word-cloud/view.tsx";
import type { ChartView } from "./chart-view.ts";

/** The views of all chart types, sorted by id. */
export const chartViews: readonly ChartView[] = [
  areaView,
  barView,
  bidirectionalView,
  calendarView,
  comboView,
  funnelView,
  gaugeView,
  heatmapView,
  lineView,
  mapView,
  numberView,
  pieView,
  pivotView,
  progressView,
  radarView,
  rankingView,
  roseView,
  sankeyView,
  scatterView,
  tableView,
  treemapView,
  wordCloudView,
];

const byId: ReadonlyMap<string, ChartView> = new Map(chartViews.map((view) => [view.id, view]));

/** The view of a chart type. */
export function findChartView(id: string): ChartView | undefined {
  return byId.get(id);
}
