import { defineChart } from "../../model/chart-type.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { runsInTime } from "../../model/suggestion-parts.ts";

/** Rectangles as large as their figure, within those of the group above. */
export const treemapChart = defineChart({
  id: "treemap",
  name: { zh: "矩形树图", en: "Treemap" },
  description: { zh: "用面积看层层构成，例如行业到级别", en: "Parts within parts as areas" },
  icon: "treemap",
  dimensions: { min: 1, max: 3 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 6, h: 8 },
  limit: 60,
  settings: [...lookSettings],
  suits: (question) => (runsInTime(question) ? 0.08 : question.dimensions.length > 1 ? 0.6 : 0.38),
  suggest: () => [],
});
