import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { goalSetting } from "../../model/goal.ts";
import { riseSetting } from "../../model/shared-settings.ts";
import { figureSettings } from "../../model/figure-style.ts";
import { amountFields, dimensionOf, timeFields } from "../../model/suggestion-parts.ts";

/** One figure, written large; or the share of one figure in another. */
export const numberChart = defineChart({
  id: "number",
  name: { zh: "指标卡", en: "Number" },
  description: {
    zh: "把一个关键数字放大显示；按日期分组时带趋势和环比",
    en: "One figure, written large; split by a date it has a trend and the change",
  },
  icon: "digits",
  dimensions: { min: 0, max: 1, kinds: ["date", "datetime"] },
  measures: { min: 1, max: 4 },
  size: { w: 3, h: 3 },
  limit: 24,
  keepsOptionOrder: true,
  settings: [
    {
      id: "show",
      name: { zh: "显示为", en: "Shown as" },
      kind: "choice",
      default: "value",
      choices: [
        { value: "value", name: { zh: "数值", en: "Figure" } },
        { value: "ratio", name: { zh: "占比：指标一 ÷ 指标二", en: "Share: first ÷ second measure" } },
      ],
    },
    goalSetting,
    riseSetting,
    ...figureSettings,
  ],
  suits: (question) => (question.dimensions.length > 0 ? 0.5 : 0.9),
  check: (card, settings) =>
    settings.choice("show") === "ratio" && card.measures.length < 2
      ? [
          {
            path: "measures",
            message: {
              zh: "占比需要两个指标：分子和分母",
              en: "A share needs two measures: the part and the whole",
            },
          },
        ]
      : [],
  suggest: ({ entity, fields }) => [
    {
      score: 0.7,
      title: { zh: `${entity.zh}总数`, en: `All ${entity.en.toLowerCase()}` },
      dimensions: [],
      measures: [COUNT],
    },
    ...timeFields(fields)
      .filter((field) => field.id === "created_at")
      .map((field) => ({
        score: 0.68,
        title: { zh: `本月新增${entity.zh}`, en: `New ${entity.en.toLowerCase()} this month` },
        dimensions: [dimensionOf(field)],
        measures: [COUNT],
        limit: 12,
      })),
    ...amountFields(fields)
      .slice(0, 2)
      .map((field) => ({
        score: 0.65,
        title: { zh: `${field.name.zh}合计`, en: `Total ${field.name.en.toLowerCase()}` },
        dimensions: [],
        measures: [sumOf(field)],
      })),
  ],
});
