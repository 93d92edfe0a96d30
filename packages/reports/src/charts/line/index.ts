import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { checkReferenceLines } from "../../model/reference-lines.ts";
import { labelsSetting, linesSetting, lookSettings } from "../../model/shared-settings.ts";
import { amountFields, dimensionOf, runsInTime, timeFields } from "../../model/suggestion-parts.ts";

/** A course over time or along ordered groups. */
export const lineChart = defineChart({
  id: "line",
  name: { zh: "折线图", en: "Line" },
  description: { zh: "看随时间的变化趋势", en: "Shows how figures move over time" },
  icon: "line",
  dimensions: { min: 1, max: 2 },
  measures: { min: 1, max: 4, numeric: true },
  size: { w: 6, h: 7 },
  limit: 366,
  keepsOptionOrder: true,
  settings: [
    { id: "area", name: { zh: "填充面积", en: "Filled area" }, kind: "switch", default: true },
    { id: "smooth", name: { zh: "平滑曲线", en: "Smooth curve" }, kind: "switch", default: false },
    labelsSetting,
    linesSetting,
    ...lookSettings,
  ],
  check: (_card, settings) => checkReferenceLines(settings.get("lines")),
  suits: (question) => (runsInTime(question) ? 0.9 : 0.3),
  suggest: ({ entity, fields }) => {
    const created = timeFields(fields).find((field) => field.id === "created_at");
    const [amount] = amountFields(fields);
    const own = timeFields(fields).find((field) => field.kind === "date");
    return [
      ...(created
        ? [
            {
              score: 0.78,
              title: { zh: `每月新增${entity.zh}`, en: `New ${entity.en.toLowerCase()} by month` },
              dimensions: [dimensionOf(created)],
              measures: [COUNT],
            },
          ]
        : []),
      ...(own && amount
        ? [
            {
              score: 0.74,
              title: { zh: `每月${amount.name.zh}`, en: `${amount.name.en} by month` },
              dimensions: [dimensionOf(own)],
              measures: [sumOf(amount)],
            },
          ]
        : []),
    ];
  },
});
