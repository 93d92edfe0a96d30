import type { ChartType } from "../model/chart-type.ts";
import { barChart } from "./bar/index.ts";
import { funnelChart } from "./funnel/index.ts";
import { lineChart } from "./line/index.ts";
import { numberChart } from "./number/index.ts";
import { pieChart } from "./pie/index.ts";
import { rankingChart } from "./ranking/index.ts";
import { tableChart } from "./table/index.ts";

/** Every chart type of the product, sorted by id. */
const entries = [
  barChart,
  funnelChart,
  lineChart,
  numberChart,
  pieChart,
  rankingChart,
  tableChart,
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
