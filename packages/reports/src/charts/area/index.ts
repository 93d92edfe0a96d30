import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { checkReferenceLines } from "../../model/reference-lines.ts";
import { labelsSetting, linesSetting, lookSettings } from "../../model/shared-settings.ts";
import { choiceFields, dimensionOf, runsInTime, timeFields } from "../../model/suggestion-parts.ts";

/** Amounts over time that add up to a whole. */
export const areaChart = defineChart({
  id: "area",
  name: { zh: "面积图", en: "Area" },
  description: {
    zh: "看总量随时间的变化和各部分的构成",
    en: "Shows a total over time and what it is made of",
  },
  icon: "area",
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 4, numeric: true },
  size: { w: 6, h: 7 },
  limit: 366,
  keepsOptionOrder: true,
  settings: [
    {
      id: "stack",
      name: { zh: "多个系列", en: "Several series" },
      kind: "choice",
      default: "stacked",
      choices: [
        { value: "stacked", name: { zh: "堆叠", en: "Stacked" } },
        { value: "percent", name: { zh: "按百分比堆叠", en: "Stacked to 100%" } },
        { value: "none", name: { zh: "重叠", en: "One before the other" } },
      ],
    },
    { id: "smooth", name: { zh: "平滑曲线", en: "Smooth curve" }, kind: "switch", default: false },
    labelsSetting,
    linesSetting,
    ...lookSettings,
  ],
  check: (_card, settings) => checkReferenceLines(settings.get("lines")),
  suits: (question) => {
    if (!runsInTime(question)) return 0.15;
    return question.dimensions.length > 1 ? 0.88 : 0.6;
  },
  suggest: ({ entity, fields }) => {
    const created = timeFields(fields).find((field) => field.id === "created_at");
    const choice = choiceFields(fields).find((field) => !field.logsTransitions);
    if (!created || !choice) return [];
    return [
      {
        score: 0.5,
        title: {
          zh: `每月新增${entity.zh}的${choice.name.zh}构成`,
          en: `New ${entity.en.toLowerCase()} by month and ${choice.name.en.toLowerCase()}`,
        },
        dimensions: [dimensionOf(created), dimensionOf(choice)],
        measures: [COUNT],
      },
    ];
  },
});
