import type { CardProblem } from "../../model/card-problem.ts";
import { defineChart } from "../../model/chart-type.ts";
import { COUNT, sumOf } from "../../model/measure.ts";
import type { ReportField } from "../../model/report-field.ts";
import { lookSettings } from "../../model/shared-settings.ts";
import { amountFields, runsThroughStages } from "../../model/suggestion-parts.ts";
import type { DashboardCard, Measure } from "@mortise/metadata";

/** How many come through from stage to stage. */
export const funnelChart = defineChart({
  id: "funnel",
  name: { zh: "漏斗图", en: "Funnel" },
  description: { zh: "看各阶段的数量和逐级转化率", en: "Shows stages and the conversion between them" },
  icon: "funnel",
  dimensions: { min: 1, max: 1, kinds: ["option"] },
  measures: { min: 1, max: 2, numeric: true },
  size: { w: 6, h: 8 },
  limit: 30,
  keepsOptionOrder: true,
  settings: [
    {
      id: "mode",
      name: { zh: "统计口径", en: "Counts" },
      kind: "choice",
      default: "reached",
      help: {
        zh: "“曾到达”按阶段流转记录统计，已走到后面的也算在前面各阶段里",
        en: "“Ever reached” reads the log of stages: whoever came further counts in the earlier stages too",
      },
      choices: [
        { value: "reached", name: { zh: "曾到达该阶段", en: "Ever reached the stage" } },
        { value: "current", name: { zh: "当前在该阶段", en: "In the stage now" } },
      ],
    },
    { id: "conversion", name: { zh: "显示转化率", en: "Show conversion" }, kind: "switch", default: true },
    ...lookSettings,
  ],
  suits: (question) => (runsThroughStages(question) ? 0.95 : 0.25),
  readsStages: (settings) => settings.choice("mode") === "reached",
  showsEmptyOptions: () => true,
  check: (card, settings, fields) =>
    settings.choice("mode") === "reached" ? checkReached(card, fields) : [],
  suggest: ({ entity, fields }) => {
    const [amount] = amountFields(fields);
    return fields
      .filter((field) => field.logsTransitions)
      .slice(0, 1)
      .map((field) => ({
        score: 0.95,
        title: { zh: `${entity.zh}漏斗`, en: `${entity.en} funnel` },
        dimensions: [{ field: field.id }],
        measures: amount ? [COUNT, sumOf(amount)] : [COUNT],
        settings: { mode: "reached" },
      }));
  },
});

function checkReached(card: DashboardCard, fields: readonly ReportField[]): readonly CardProblem[] {
  const field = fields.find((candidate) => candidate.id === card.dimensions[0]?.field);
  const problems: CardProblem[] = [];
  if (field && !field.logsTransitions) {
    problems.push({
      path: "settings.mode",
      message: {
        zh: "只有阶段字段才能按“曾到达”统计，请改为“当前在该阶段”",
        en: 'Only stages know who ever reached them; choose "In the stage now"',
      },
    });
  }
  const [count, amount] = card.measures;
  if (!isPlain(count, "count") || count?.field !== undefined || (amount && !isPlain(amount, "sum"))) {
    problems.push({
      path: "measures",
      message: {
        zh: "“曾到达”漏斗的第一个指标是记录数量，第二个可以是某个字段的合计，都不带条件",
        en: "A funnel of everybody who reached a stage counts records first; a second measure may be a sum. Neither has a condition",
      },
    });
  }
  return problems;
}

function isPlain(measure: Measure | undefined, name: Measure["function"]): boolean {
  return measure?.function === name && measure.filter === undefined;
}
