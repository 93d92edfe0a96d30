import type { LocalizedText } from "@mortise/kit";
import {
  type Catalog,
  type DashboardCard,
  defineChecker,
  documentKey,
  type DocumentChecker,
} from "@mortise/metadata";
import { findChart } from "../charts/index.ts";
import type { CardProblem } from "./card-problem.ts";
import { ChartSettings, checkChartSettings } from "./chart-settings.ts";
import type { ChartType } from "./chart-type.ts";
import { FUNCTION_NAMES, isNumericMeasure } from "./measure.ts";
import { type ReportField, reportFields } from "./report-field.ts";

const MOST_GROUPS = 1_000;

/**
 * What is wrong with a card as its chart type sees it: how many dimensions and measures, which fields may be split or
 * summed up, settings. That entity, fields and conditions exist is checked by metadata, and again by the gateway.
 */
export function validateCard(card: DashboardCard, catalog: Catalog): readonly CardProblem[] {
  const chart = findChart(card.chart);
  if (!chart) {
    return [
      problem(
        "chart",
        `没有“${card.chart}”这种图表，请重新选择`,
        `There is no chart "${card.chart}"; choose another`,
      ),
    ];
  }
  const fields = reportFields(catalog, card.entity);
  if (fields.length === 0) return [];
  return [
    ...checkDimensions(card, chart, fields),
    ...checkMeasures(card, chart, fields),
    ...checkChartSettings(chart.settings, card.settings),
    ...checkLimit(card),
    ...(chart.check?.(card, new ChartSettings(chart.settings, card.settings), fields) ?? []),
  ];
}

/** What the report engine adds to the checks of publishing. */
export const dashboardChecker: DocumentChecker = defineChecker("dashboard", (dashboard, catalog) =>
  dashboard.cards.flatMap((card, index) =>
    validateCard(card, catalog).map(({ path, message }) => ({
      document: documentKey(dashboard),
      path: `cards.${index}.${path}`,
      message,
      severity: "error",
    })),
  ),
);

function problem(path: string, zh: string, en: string): CardProblem {
  return { path, message: { zh, en } };
}

function checkDimensions(
  card: DashboardCard,
  chart: ChartType,
  fields: readonly ReportField[],
): readonly CardProblem[] {
  const { min, max, kinds } = chart.dimensions;
  const count = card.dimensions.length;
  const problems: CardProblem[] = [];
  if (count < min) {
    problems.push(
      problem(
        "dimensions",
        `${chart.name.zh}需要选择按什么分组`,
        `Choose what the ${chart.name.en.toLowerCase()} chart is split by`,
      ),
    );
  }
  if (count > max) {
    problems.push(
      problem(
        "dimensions",
        `${chart.name.zh}最多 ${max} 个维度`,
        `A ${chart.name.en.toLowerCase()} chart takes at most ${max} dimensions`,
      ),
    );
  }
  card.dimensions.forEach((dimension, index) => {
    const field = fields.find((candidate) => candidate.id === dimension.field);
    if (!field || (field.groupable && (!kinds || kinds.includes(field.kind)))) return;
    problems.push(
      problem(
        `dimensions.${index}.field`,
        `字段“${field.name.zh}”不能作为${chart.name.zh}的维度`,
        `The field "${field.name.en}" cannot split a ${chart.name.en.toLowerCase()} chart`,
      ),
    );
  });
  return problems;
}

function checkMeasures(
  card: DashboardCard,
  chart: ChartType,
  fields: readonly ReportField[],
): readonly CardProblem[] {
  const { min, max, numeric } = chart.measures;
  const problems: CardProblem[] = [];
  if (card.measures.length < min) {
    problems.push(problem("measures", "请至少选择一个指标", "Choose at least one measure"));
  }
  if (card.measures.length > max) {
    problems.push(
      problem(
        "measures",
        `${chart.name.zh}最多 ${max} 个指标`,
        `A ${chart.name.en.toLowerCase()} chart takes at most ${max} measures`,
      ),
    );
  }
  card.measures.forEach((measure, index) => {
    const field = fields.find((candidate) => candidate.id === measure.field);
    const isAllowed = !field || field.aggregates.some((allowed) => allowed === measure.function);
    const isDrawable = numeric !== true || isNumericMeasure(measure, fields);
    if (isAllowed && isDrawable) return;
    const name: LocalizedText = FUNCTION_NAMES[measure.function] ?? { zh: "", en: "" };
    problems.push(
      problem(
        `measures.${index}`,
        `字段“${field?.name.zh ?? ""}”不能求${name.zh}，请换一种统计方式`,
        `The field "${field?.name.en ?? ""}" has no ${name.en.toLowerCase()} here; choose another function`,
      ),
    );
  });
  return problems;
}

function checkLimit({ limit }: DashboardCard): readonly CardProblem[] {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= MOST_GROUPS)) return [];
  return [
    problem("limit", `显示数量应在 1 到 ${MOST_GROUPS} 之间`, `Show between 1 and ${MOST_GROUPS} groups`),
  ];
}
