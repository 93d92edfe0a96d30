import { defineChart } from "../../model/chart-type.ts";
import { goalSetting, zonesSetting } from "../../model/goal.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { isSplitBy } from "../../model/suggestion-parts.ts";

/** How much of a goal is reached, for all or for each group. */
export const progressChart = defineChart({
  id: "progress",
  name: { zh: "进度图", en: "Progress" },
  description: {
    zh: "完成目标的比例：条形、环形或水位，可以每组一条",
    en: "How much of a goal is reached: bars, rings or a level, one for each group if wanted",
  },
  icon: "progress",
  dimensions: { min: 0, max: 1 },
  measures: { min: 1, max: 2, numeric: true },
  size: { w: 4, h: 6 },
  limit: 12,
  settings: [
    {
      id: "look",
      name: { zh: "样式", en: "Shape" },
      kind: "choice",
      default: "bar",
      choices: [
        { value: "bar", name: { zh: "条形", en: "Bar" } },
        { value: "ring", name: { zh: "环形", en: "Ring" } },
        { value: "liquid", name: { zh: "水位", en: "Level" } },
      ],
    },
    goalSetting,
    zonesSetting,
    ...lookSettings,
  ],
  suits: (question) =>
    question.measures.length === 2 ? (isSplitBy(question, ["user", "team"]) ? 0.76 : 0.6) : 0.3,
  suggest: () => [],
});
