import { barView } from "../charts/bar/view.tsx";
import { funnelView } from "../charts/funnel/view.tsx";
import { lineView } from "../charts/line/view.tsx";
import { numberView } from "../charts/number/view.tsx";
import { pieView } from "../charts/pie/view.tsx";
import { rankingView } from "../charts/ranking/view.tsx";
import { tableView } from "../charts/table/view.tsx";
import type { ChartView } from "./chart-view.ts";

/** The views of all chart types, sorted by id. */
export const chartViews: readonly ChartView[] = [
  barView,
  funnelView,
  lineView,
  numberView,
  pieView,
  rankingView,
  tableView,
];

const byId: ReadonlyMap<string, ChartView> = new Map(chartViews.map((view) => [view.id, view]));

/** The view of a chart type. */
export function findChartView(id: string): ChartView | undefined {
  return byId.get(id);
}
