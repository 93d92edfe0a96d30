import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { byTitle, choiceFields, dimensionOf, isSplitBy, runsInTime } from "../../model/suggestion-parts.ts";

/** Shares of a whole. */
export const pieChart = defineChart({
  id: "pie",
  name: { zh: "饼图", en: "Pie" },
  description: { zh: "看各部分占整体的比例", en: "Shows the parts of a whole" },
  icon: "pie",
  dimensions: { min: 1, max: 1 },
  measures: { min: 1, max: 1, numeric: true },
  size: { w: 4, h: 7 },
  limit: 12,
  settings: [
    { id: "ring", name: { zh: "环形", en: "Ring" }, kind: "switch", default: true },
    {
      id: "labels",
      name: { zh: "显示名称和占比", en: "Show names and shares" },
      kind: "switch",
      default: true,
    },
    ...lookSettings,
  ],
  suits: (question) => (runsInTime(question) ? 0.1 : isSplitBy(question, ["option", "boolean"]) ? 0.65 : 0.4),
  suggest: ({ entity, fields }) =>
    choiceFields(fields)
      .filter((field) => !field.logsTransitions)
      .slice(0, 2)
      .map((field, index) => ({
        score: 0.6 - index * 0.08,
        title: byTitle({ zh: `${entity.zh}占比`, en: `Share of ${entity.en.toLowerCase()}` }, field),
        dimensions: [dimensionOf(field)],
        measures: [COUNT],
      })),
});
