import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { labelsSetting, lookSettings } from "../../model/shared-settings.ts";
import { choiceFields, dimensionOf, runsInTime } from "../../model/suggestion-parts.ts";

/** Two dimensions crossed, the figure as colour. */
export const heatmapChart = defineChart({
  id: "heatmap",
  name: { zh: "热力图", en: "Heat map" },
  description: { zh: "两个维度交叉，颜色越深数值越大", en: "Two dimensions crossed; the darker, the more" },
  icon: "heatmap",
  dimensions: { min: 2, max: 2 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 6, h: 8 },
  limit: 40,
  keepsOptionOrder: true,
  settings: [{ ...labelsSetting, default: true }, ...lookSettings],
  suits: (question) => (runsInTime(question) ? 0.55 : 0.7),
  suggest: ({ entity, fields }) => {
    const [first, second] = choiceFields(fields).filter((field) => !field.logsTransitions);
    if (!first || !second) return [];
    return [
      {
        score: 0.42,
        title: {
          zh: `${entity.zh}：${first.name.zh} × ${second.name.zh}`,
          en: `${entity.en}: ${first.name.en.toLowerCase()} × ${second.name.en.toLowerCase()}`,
        },
        dimensions: [dimensionOf(first), dimensionOf(second)],
        measures: [COUNT],
      },
    ];
  },
});
