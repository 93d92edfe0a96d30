import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { checkReferenceLines } from "../../model/reference-lines.ts";
import { labelsSetting, linesSetting, lookSettings } from "../../model/shared-settings.ts";
import { amountFields, dimensionOf, runsInTime, timeFields } from "../../model/suggestion-parts.ts";

/** Columns and lines together, on one scale or two. */
export const comboChart = defineChart({
  id: "combo",
  name: { zh: "双轴组合图", en: "Columns and lines" },
  description: {
    zh: "柱形和折线放在一起，各用一个坐标轴，例如金额和数量",
    en: "Columns and lines with a scale each, as amounts and numbers",
  },
  icon: "combo",
  dimensions: { min: 1, max: 1 },
  measures: { min: 2, max: 4, numeric: true },
  size: { w: 6, h: 8 },
  limit: 60,
  settings: [
    {
      id: "columns",
      name: { zh: "画成柱形的指标数（从第一个起）", en: "Measures drawn as columns, from the first on" },
      kind: "number",
      default: 1,
      min: 0,
      max: 4,
    },
    {
      id: "axes",
      name: { zh: "坐标轴", en: "Scales" },
      kind: "choice",
      default: "two",
      choices: [
        { value: "two", name: { zh: "柱形用左轴，折线用右轴", en: "Columns left, lines right" } },
        { value: "one", name: { zh: "共用左轴", en: "One for both" } },
      ],
    },
    { id: "stack", name: { zh: "柱形堆叠", en: "Stack the columns" }, kind: "switch", default: false },
    { id: "smooth", name: { zh: "平滑曲线", en: "Smooth curve" }, kind: "switch", default: false },
    labelsSetting,
    linesSetting,
    ...lookSettings,
  ],
  check: (_card, settings) => checkReferenceLines(settings.get("lines")),
  suits: (question) => (runsInTime(question) ? 0.92 : 0.72),
  suggest: ({ entity, fields }) => {
    const [amount] = amountFields(fields);
    const time = timeFields(fields).find((field) => field.id === "created_at");
    if (!amount || !time) return [];
    return [
      {
        score: 0.55,
        title: {
          zh: `每月${amount.name.zh}与${entity.zh}数`,
          en: `${amount.name.en} and number of ${entity.en.toLowerCase()} by month`,
        },
        dimensions: [dimensionOf(time)],
        measures: [sumOf(amount), COUNT],
      },
    ];
  },
});
