import { defineChart } from "../../model/chart-type.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { runsInTime } from "../../model/suggestion-parts.ts";

/** Several figures around a middle: profiles laid over each other. */
export const radarChart = defineChart({
  id: "radar",
  name: { zh: "雷达图", en: "Radar" },
  description: { zh: "比较几个对象在各方面的强弱", en: "Compares the profiles of a few" },
  icon: "radar",
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 4, numeric: true },
  size: { w: 5, h: 8 },
  limit: 10,
  keepsOptionOrder: true,
  settings: [
    { id: "fill", name: { zh: "填充面积", en: "Filled area" }, kind: "switch", default: true },
    ...lookSettings,
  ],
  suits: (question) => (runsInTime(question) ? 0.1 : question.measures.length > 2 ? 0.55 : 0.32),
  suggest: () => [],
});
