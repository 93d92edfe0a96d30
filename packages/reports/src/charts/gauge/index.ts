import { defineChart } from "../../model/chart-type.ts";
import { goalSetting, zonesSetting } from "../../model/goal.ts";
import { lookSettings } from "../../model/shared-settings.ts";

/** One figure on a dial, with how far it is to go. */
export const gaugeChart = defineChart({
  id: "gauge",
  name: { zh: "仪表图", en: "Gauge" },
  description: { zh: "一个指标离目标还有多远", en: "How far one figure is from its goal" },
  icon: "dashboard",
  dimensions: { min: 0, max: 0 },
  measures: { min: 1, max: 2, numeric: true },
  size: { w: 3, h: 6 },
  limit: 1,
  settings: [goalSetting, zonesSetting, ...lookSettings],
  suits: (question) => (question.measures.length === 2 ? 0.7 : 0.45),
  suggest: () => [],
});
