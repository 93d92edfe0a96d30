import type { DashboardCard } from "@mortise/metadata";
import type { CardProblem } from "../../model/card-problem.ts";
import { cellSettings, checkCellRules } from "../../model/cell-look.ts";
import { defineChart } from "../../model/chart-type.ts";
import { figureSettings } from "../../model/figure-style.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import { paletteSetting } from "../../model/shared-settings.ts";
import {
  amountFields,
  choiceFields,
  dimensionOf,
  personFields,
  timeFields,
} from "../../model/suggestion-parts.ts";

/** Most dimensions across: more rows of heads than these nobody reads. */
const MOST_ACROSS = 2;

/** Groups within groups down and across, with subtotals. */
export const pivotChart = defineChart({
  id: "pivot",
  name: { zh: "透视表", en: "Pivot table" },
  description: {
    zh: "行列交叉汇总，可逐层展开，带小计和合计",
    en: "Groups down and across, opened level by level, with subtotals and totals",
  },
  icon: "pivot",
  dimensions: { min: 1, max: 4 },
  columns: { min: 0, max: MOST_ACROSS },
  measures: { min: 1, max: 6 },
  size: { w: 8, h: 9 },
  limit: 200,
  settings: [
    {
      id: "open",
      name: { zh: "默认展开", en: "Open at first" },
      kind: "choice",
      default: "all",
      choices: [
        { value: "all", name: { zh: "所有层级", en: "All levels" } },
        { value: "top", name: { zh: "只看第一层", en: "The first level only" } },
      ],
    },
    ...cellSettings,
    paletteSetting,
    ...figureSettings,
  ],
  check: (card, settings) => [...checkAcross(card), ...checkCellRules(settings.get("rules"))],
  arrange: (dimensions) => ({
    dimensions: dimensions.length > 1 ? dimensions.slice(0, -1) : dimensions,
    ...(dimensions.length > 1 ? { columns: dimensions.slice(-1) } : {}),
    totals: true,
  }),
  suits: (question) => (question.dimensions.length > 1 ? 0.78 : 0.35),
  suggest: ({ entity, fields }) => {
    const [person] = personFields(fields);
    const [choice] = choiceFields(fields).filter((field) => !field.logsTransitions);
    const time = timeFields(fields).find((field) => field.id === "created_at");
    const [amount] = amountFields(fields);
    if (!person || !choice || !time) return [];
    return [
      {
        score: 0.52,
        title: { zh: `${entity.zh}透视表`, en: `${entity.en} pivot table` },
        dimensions: [dimensionOf(person), dimensionOf(choice)],
        columns: [dimensionOf(time)],
        totals: true,
        measures: amount ? [COUNT, sumOf(amount)] : [COUNT],
      },
    ];
  },
});

function checkAcross({ columns = [], dimensions }: DashboardCard): readonly CardProblem[] {
  const problems: CardProblem[] = [];
  if (columns.length > MOST_ACROSS) {
    problems.push({
      path: "columns",
      message: { zh: `列最多 ${MOST_ACROSS} 个维度`, en: `At most ${MOST_ACROSS} dimensions across` },
    });
  }
  if (columns.some(({ field }) => dimensions.some((dimension) => dimension.field === field))) {
    problems.push({
      path: "columns",
      message: {
        zh: "同一个字段不能既在行又在列，请去掉一处",
        en: "A field cannot go both down and across; take one away",
      },
    });
  }
  return problems;
}
