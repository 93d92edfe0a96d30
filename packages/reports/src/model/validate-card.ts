import {
  type Catalog,
  type DashboardCard,
  defineChecker,
  type Dimension,
  documentKey,
  type DocumentChecker,
  type Measure,
} from "@mortise/metadata";
import { findChart } from "../charts/index.ts";
import { findMetric } from "../metrics/index.ts";
import type { CardProblem } from "./card-problem.ts";
import { ChartSettings, checkChartSettings } from "./chart-settings.ts";
import type { ChartType } from "./chart-type.ts";
import { FUNCTION_NAMES, isNumericMeasure, isRecordMeasure, mayBe } from "./measure.ts";
import { cardFields, type ReportField } from "./report-field.ts";

const MOST_GROUPS = 1_000;
const LIST_KINDS: readonly string[] = ["options", "users", "teams", "references"];

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
  const fields = cardFields(catalog, card);
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
  const check = (dimension: Dimension, path: string): void => {
    const field = fields.find((candidate) => candidate.id === dimension.field);
    const isSplit = field?.groupable === true || dimension.buckets !== undefined;
    if (!field || (isSplit && (!kinds || kinds.includes(field.kind)))) return;
    problems.push(
      problem(
        `${path}.field`,
        `字段“${field.name.zh}”不能作为${chart.name.zh}的维度`,
        `The field "${field.name.en}" cannot split a ${chart.name.en.toLowerCase()} chart`,
      ),
    );
  };
  card.dimensions.forEach((one, index) => check(one, `dimensions.${index}`));
  card.columns?.forEach((one, index) => check(one, `columns.${index}`));
  problems.push(...checkPassed(card, fields));
  const [first] = card.dimensions;
  const firstField = fields.find((candidate) => candidate.id === first?.field);
  if (first?.other === true && firstField && LIST_KINDS.includes(firstField.kind)) {
    problems.push(
      problem(
        "dimensions.0.other",
        `“${firstField.name.zh}”可以有多个值，其余的不能合并为“其他”`,
        `"${firstField.name.en}" may have several values, so the rest cannot be gathered as "other"`,
      ),
    );
  }
  return problems;
}

/** The dimensions that go through the stages that records have passed. */
function passedOf({ dimensions, columns = [] }: DashboardCard): readonly Dimension[] {
  return [...dimensions, ...columns].filter(({ passed }) => passed === true);
}

function checkPassed(card: DashboardCard, fields: readonly ReportField[]): readonly CardProblem[] {
  const passed = passedOf(card);
  const isFit = passed.every(({ field, other }) => {
    const found = fields.find(({ id }) => id === field);
    return !found || (found.logsTransitions && !field.includes(".") && other !== true);
  });
  if (isFit && passed.length <= 1 && (passed.length === 0 || card.totals !== true)) return [];
  return [
    problem(
      "dimensions",
      "“经过的阶段”只用于当前数据的阶段字段，最多一个，不能同时要合计或“其他”",
      'Only a stage of these records can be split by "stages passed", once, and without totals or "other"',
    ),
  ];
}

function checkMeasures(
  card: DashboardCard,
  chart: ChartType,
  fields: readonly ReportField[],
): readonly CardProblem[] {
  const { min, max } = chart.measures;
  const problems: CardProblem[] = [];
  const shown = card.measures.filter(({ hidden }) => hidden !== true).length;
  if (shown < min) problems.push(problem("measures", "请至少选择一个指标", "Choose at least one measure"));
  if (shown > max) {
    problems.push(
      problem(
        "measures",
        `${chart.name.zh}最多 ${max} 个指标`,
        `A ${chart.name.en.toLowerCase()} chart takes at most ${max} measures`,
      ),
    );
  }
  return [
    ...problems,
    ...card.measures.flatMap((measure, index) =>
      checkMeasure(measure, {
        path: `measures.${index}`,
        chart,
        fields,
        isPassed: passedOf(card).length > 0,
      }),
    ),
  ];
}

interface MeasurePlace {
  readonly path: string;
  readonly chart: ChartType;
  readonly fields: readonly ReportField[];
  /** The card is split by stages passed. */
  readonly isPassed: boolean;
}

function checkMeasure(
  measure: Measure,
  { path, chart, fields, isPassed }: MeasurePlace,
): readonly CardProblem[] {
  if (measure.function === "metric") {
    const metric = findMetric(measure.metric);
    if (metric?.passed === true && !isPassed) {
      return [
        problem(
          `${path}.metric`,
          `“${metric.name.zh}”需要按阶段分组，并选择“经过的阶段”`,
          `"${metric.name.en}" needs a split by the stage, with "stages passed"`,
        ),
      ];
    }
    if (metric?.plan(measure, fields)) return [];
    return [
      problem(
        `${path}.metric`,
        "当前数据来源缺少该指标需要的字段，请换一个指标",
        "The data lacks fields that this metric needs; choose another metric",
      ),
    ];
  }
  const field = fields.find((candidate) => candidate.id === measure.field);
  const isAllowed = !field || !isRecordMeasure(measure) || mayBe(field, measure.function);
  const isDrawable = chart.measures.numeric !== true || isNumericMeasure(measure, fields);
  if (isAllowed && isDrawable) return [];
  const name = FUNCTION_NAMES[measure.function];
  return [
    problem(
      path,
      `字段“${field?.name.zh ?? ""}”不能求${name.zh}，请换一种统计方式`,
      `The field "${field?.name.en ?? ""}" has no ${name.en.toLowerCase()} here; choose another function`,
    ),
  ];
}

function checkLimit({ limit }: DashboardCard): readonly CardProblem[] {
  if (limit === undefined || (Number.isInteger(limit) && limit >= 1 && limit <= MOST_GROUPS)) return [];
  return [
    problem("limit", `显示数量应在 1 到 ${MOST_GROUPS} 之间`, `Show between 1 and ${MOST_GROUPS} groups`),
  ];
}
