import type { ChartType } from "../model/chart-type.ts";
import { areaChart } from "./area/index.ts";
import { barChart } from "./bar/index.ts";
import { bidirectionalChart } from "./bidirectional/index.ts";
import { calendarChart } from "./calendar/index.ts";
import { comboChart } from "./combo/index.ts";
import { funnelChart } from "./funnel/index.ts";
import { gaugeChart } from "./gauge/index.ts";
import { heatmapChart } from "./heatmap/index.ts";
import { lineChart } from "./line/index.ts";
import { mapChart } from "./map/index.ts";
import { numberChart } from "./number/index.ts";
import { pieChart } from "./pie/index.ts";
import { pivotChart } from "./pivot/index.ts";
import { progressChart } from "./progress/index.ts";
import { radarChart } from "./radar/index.ts";
import { rankingChart } from "./ranking/index.ts";
import { roseChart } from "./rose/index.ts";
import { sankeyChart } from "./sankey/index.ts";
import { scatterChart } from "./scatter/index.ts";
import { tableChart } from "./table/index.ts";
import { treemapChart } from "./treemap/index.ts";
import { wordCloudChart } from "./word-cloud/index.ts";

/** Every chart type of the product, sorted by id. */
const entries = [
  areaChart,
  barChart,
  bidirectionalChart,
  calendarChart,
  comboChart,
  funnelChart,
  gaugeChart,
  heatmapChart,
  lineChart,
  mapChart,
  numberChart,
  pieChart,
  pivotChart,
  progressChart,
  radarChart,
  rankingChart,
  roseChart,
  sankeyChart,
  scatterChart,
  tableChart,
  treemapChart,
  wordCloudChart,
] as const satisfies readonly ChartType[];

/** The id of a chart type. */
export type ChartId = (typeof entries)[number]["id"];

/** Every chart type of the product, sorted by id. */
export const chartTypes: readonly ChartType[] = entries;

const byId: ReadonlyMap<string, ChartType> = new Map(chartTypes.map((type) => [type.id, type]));

/** The chart type with that id, if there is one. */
export function findChart(id: string): ChartType | undefined {
  return byId.get(id);
}
