import { conversionRate } from "./conversion-rate.ts";
import { dealCycle } from "./deal-cycle.ts";
import { forecast } from "./forecast.ts";
import type { MetricType } from "./metric-type.ts";
import { responseTime, responseWorkTime } from "./response-time.ts";
import { stageAge } from "./stage-age.ts";
import { stageConversion, stageDwell, stageLoss, stageLossRate } from "./stage-passage.ts";
import { winRate } from "./win-rate.ts";

/** Every ready-made metric of the product, sorted by id. */
export const metricTypes: readonly MetricType[] = [
  conversionRate,
  dealCycle,
  forecast,
  responseTime,
  responseWorkTime,
  stageAge,
  stageConversion,
  stageDwell,
  stageLoss,
  stageLossRate,
  winRate,
];

const byId: ReadonlyMap<string, MetricType> = new Map(metricTypes.map((type) => [type.id, type]));

/** The ready-made metric with that id, if there is one. */
export function findMetric(id: string | undefined): MetricType | undefined {
  return id === undefined ? undefined : byId.get(id);
}
