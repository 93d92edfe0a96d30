import { defineChart } from "../../model/chart-type.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { runsInTime } from "../../model/suggestion-parts.ts";

/** How amounts spread from one dimension to the next. */
export const sankeyChart = defineChart({
  id: "sankey",
  name: { zh: "桑基图", en: "Sankey" },
  description: {
    zh: "看数量从一个维度流向下一个维度，例如来源到状态",
    en: "How amounts flow from one split to the next",
  },
  icon: "sankey",
  dimensions: { min: 2, max: 4 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 8, h: 9 },
  limit: 20,
  settings: [...lookSettings],
  suits: (question) => (runsInTime(question) ? 0.1 : question.dimensions.length > 2 ? 0.72 : 0.55),
  suggest: () => [],
});
