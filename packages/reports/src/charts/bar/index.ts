import { defineChart } from "../../model/chart-type.ts";
import { COUNT } from "../../model/measure.ts";
import { checkReferenceLines } from "../../model/reference-lines.ts";
import {
  emptyOptionsSetting,
  labelsSetting,
  linesSetting,
  lookSettings,
} from "../../model/shared-settings.ts";
import { byTitle, choiceFields, dimensionOf, runsInTime } from "../../model/suggestion-parts.ts";

/** Lengths side by side: the plainest way to compare groups. */
export const barChart = defineChart({
  id: "bar",
  name: { zh: "柱状图", en: "Bar" },
  description: { zh: "比较各组的大小，可分组、堆叠或横放", en: "Compares groups; grouped, stacked or lying" },
  icon: "bar",
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 4, numeric: true },
  size: { w: 6, h: 8 },
  limit: 30,
  settings: [
    { id: "horizontal", name: { zh: "横向条形", en: "Lying bars" }, kind: "switch", default: false },
    {
      id: "stack",
      name: { zh: "多个系列", en: "Several series" },
      kind: "choice",
      default: "none",
      choices: [
        { value: "none", name: { zh: "并排", en: "Side by side" } },
        { value: "stacked", name: { zh: "堆叠", en: "Stacked" } },
        { value: "percent", name: { zh: "按百分比堆叠", en: "Stacked to 100%" } },
      ],
    },
    {
      id: "rate",
      name: { zh: "显示比率线（指标二 ÷ 指标一）", en: "Rate line (second ÷ first measure)" },
      kind: "switch",
      default: false,
    },
    labelsSetting,
    linesSetting,
    emptyOptionsSetting,
    ...lookSettings,
  ],
  suits: (question) => (runsInTime(question) ? 0.7 : question.dimensions.length > 1 ? 0.75 : 0.85),
  showsEmptyOptions: (settings) => settings.isOn("emptyOptions"),
  check: (card, settings) => [
    ...checkReferenceLines(settings.get("lines")),
    ...(settings.isOn("rate") && (card.measures.length < 2 || card.dimensions.length > 1)
      ? [
          {
            path: "settings.rate",
            message: {
              zh: "比率线需要两个指标和一个维度",
              en: "A rate line needs two measures and one dimension",
            },
          },
        ]
      : []),
  ],
  suggest: ({ entity, fields }) => {
    const choices = choiceFields(fields).filter((field) => !field.logsTransitions);
    const regions = fields.filter((field) => field.kind === "region" && field.groupable);
    return [...choices, ...regions].slice(0, 4).map((field, index) => ({
      score: 0.8 - index * 0.06,
      title: byTitle(entity, field),
      dimensions: [dimensionOf(field)],
      measures: [COUNT],
      sort: [{ field: COUNT.id, descending: true }],
      limit: 20,
    }));
  },
});
