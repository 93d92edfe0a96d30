import type { Scope, ValueKind } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type {
  CardQuery,
  Dimension,
  Measure,
  MeasureTarget,
  NumberBuckets,
  PeriodComparison,
} from "../documents/report-query.ts";
import { variableOnPath } from "../report-path.ts";
import { checkCondition, checkEntityExists, checkExpressionAt, checkUniqueIds } from "./check-parts.ts";
import type { ProblemList } from "./problem.ts";

const DATES: readonly (ValueKind | undefined)[] = ["date", "datetime"];
const NUMBERS: readonly (ValueKind | undefined)[] = ["number", "duration"];
const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/;
const FISCAL_GRAINS: readonly unknown[] = ["year", "halfYear", "quarter"];
const MOST_BOUNDS = 100;

interface QueryPlace {
  readonly entity: string;
  readonly catalog: Catalog;
}

/** Checks what a card asks: fields and paths, how they are split and summed up, formulas, targets, the comparison. */
export function checkReportQuery(query: CardQuery, path: string, catalog: Catalog, list: ProblemList): void {
  const place = { entity: query.entity, catalog };
  checkUniqueIds(`${path}.measures`, query.measures, list);
  query.dimensions.forEach((one, index) => checkDimension(one, `${path}.dimensions.${index}`, place, list));
  query.columns?.forEach((one, index) => checkDimension(one, `${path}.columns.${index}`, place, list));
  query.measures.forEach((measure, index) => {
    const at = `${path}.measures.${index}`;
    checkMeasure(measure, at, place, list);
    if (measure.function === "formula") checkFormula(measure, at, query.measures, list);
  });
  checkCondition(`${path}.filter`, query.filter, place, list);
  if (query.compare) checkComparison(query.compare, `${path}.compare`, place, list);
}

/** The kind of value at the end of a path; complains where there is none that can be read for each record. */
function checkPath(
  path: string,
  field: string,
  { entity, catalog }: QueryPlace,
  list: ProblemList,
): ValueKind | undefined {
  const kind = variableOnPath(catalog, entity, field)?.kind;
  if (kind === undefined) {
    list.error(
      path,
      `字段“${field}”不存在，请移除或重新选择`,
      `The field “${field}” does not exist; remove it or choose another one`,
    );
  }
  if (kind === "rows") {
    list.error(
      path,
      "这里不能使用子表字段，请以子表作为数据来源",
      "A sub-table cannot be used here; choose it as the source",
    );
    return undefined;
  }
  return kind;
}

function checkDimension(dimension: Dimension, path: string, place: QueryPlace, list: ProblemList): void {
  const kind = checkPath(`${path}.field`, dimension.field, place, list);
  if (kind === undefined) return;
  const { grain, part, level, buckets, teamLevel, fiscal } = dimension;
  const isDate = DATES.includes(kind);
  if ((grain !== undefined || part !== undefined) && !isDate) {
    list.error(
      `${path}.${grain === undefined ? "part" : "grain"}`,
      "只有日期字段才能按年月日分组",
      "Only dates can be grouped by year, month or day",
    );
  }
  if ((grain === "hour" || part === "hourOfDay") && kind === "date") {
    list.error(`${path}.grain`, "日期没有小时，请改为按天", "A date has no hours; group it by day");
  }
  if (grain !== undefined && part !== undefined) {
    list.error(`${path}.part`, "时间粒度和周期只能选一个", "Choose either a grain or a part of the date");
  }
  if (fiscal === true && !FISCAL_GRAINS.includes(grain)) {
    list.error(
      `${path}.fiscal`,
      "财年只用于年、半年和季度",
      "Fiscal years go with year, half year and quarter",
    );
  }
  if (level !== undefined && kind !== "region") {
    list.error(
      `${path}.level`,
      "只有地区字段才能按省市区分组",
      "Only regions can be grouped by province or city",
    );
  }
  if (teamLevel !== undefined && kind !== "team") {
    list.error(`${path}.teamLevel`, "只有团队才能按上级汇总", "Only teams can be rolled up to a level");
  }
  if (buckets !== undefined) checkBuckets(buckets, kind, `${path}.buckets`, list);
}

function checkBuckets(buckets: NumberBuckets, kind: ValueKind, path: string, list: ProblemList): void {
  if (!NUMBERS.includes(kind)) {
    list.error(path, "只有数字才能分区间", "Only numbers can be grouped into ranges");
    return;
  }
  const isRight =
    "width" in buckets
      ? DECIMAL.test(buckets.width) && Number(buckets.width) > 0
      : buckets.bounds.length > 0 &&
        buckets.bounds.length <= MOST_BOUNDS &&
        buckets.bounds.every((bound) => DECIMAL.test(bound)) &&
        buckets.bounds.every(
          (bound, index) => index === 0 || Number(bound) > Number(buckets.bounds[index - 1]),
        );
  if (isRight) return;
  list.error(
    path,
    `区间应为大于 0 的步长，或从小到大的分界值（最多 ${MOST_BOUNDS} 个）`,
    `Ranges need a step above 0, or bounds in ascending order (at most ${MOST_BOUNDS})`,
  );
}

function checkMeasure(measure: Measure, path: string, place: QueryPlace, list: ProblemList): void {
  checkCondition(`${path}.filter`, measure.filter, place, list);
  if (measure.target) checkTarget(measure.target, `${path}.target`, place, list);
  if (measure.function === "formula") return;
  if (measure.function === "metric") {
    if (measure.metric === undefined) {
      list.error(`${path}.metric`, "请选择一个现成指标", "Choose a ready-made metric");
    }
    return;
  }
  if (measure.function === "percentile" && measure.percent === undefined) {
    list.error(`${path}.percent`, "请填写百分位（1–99）", "Say which percentile (1–99)");
  }
  const kind = valueKind(measure, path, place, list);
  const isNumeric = ["sum", "avg", "median", "percentile"].includes(measure.function);
  if (isNumeric && kind !== undefined && !NUMBERS.includes(kind)) {
    list.error(
      measure.expression === undefined ? `${path}.field` : `${path}.expression`,
      "求和、平均、中位数和百分位只能用于数字和时长",
      "Sum, average, median and percentile need a number or a duration",
    );
  }
}

/** The kind of the value that is summed up per record; undefined for counts of records and where something is wrong. */
function valueKind(
  measure: Measure,
  path: string,
  place: QueryPlace,
  list: ProblemList,
): ValueKind | undefined {
  const { field, expression, stageTime } = measure;
  if (measure.passage !== undefined) return undefined;
  if (stageTime !== undefined) {
    const kind = checkPath(`${path}.stageTime.field`, stageTime.field, place, list);
    if (kind !== undefined && kind !== "option") {
      list.error(`${path}.stageTime.field`, "请选择阶段字段", "Choose a stage");
    }
    return undefined;
  }
  if (expression !== undefined) {
    const scope = place.catalog.queryScope(place.entity);
    checkExpressionAt(`${path}.expression`, expression, scope, { sql: true, list });
    return undefined;
  }
  if (field !== undefined) return checkPath(`${path}.field`, field, place, list);
  if (measure.function !== "count") {
    list.error(`${path}.field`, "请选择要汇总的字段", "Choose the field to sum up");
  }
  return undefined;
}

/** Formulas are worked out over the figures of measures that stand before anything is made of them, so none asks for another formula below it. */
function checkFormula(measure: Measure, path: string, measures: readonly Measure[], list: ProblemList): void {
  if (measure.formula === undefined) {
    list.error(`${path}.formula`, "请填写公式", "Write the formula");
    return;
  }
  checkExpressionAt(`${path}.formula`, measure.formula, formulaScope(measures, measure.id), {
    expected: "number",
    list,
  });
}

/** What a formula over measures may use: the measures above it, as numbers. */
export function formulaScope(measures: readonly Measure[], below: string): Scope {
  const place = measures.findIndex(({ id }) => id === below);
  const known = new Set(measures.slice(0, place < 0 ? measures.length : place).map(({ id }) => id));
  return { variable: (id) => (known.has(id) ? { kind: "number" } : undefined) };
}

function checkTarget(target: MeasureTarget, path: string, place: QueryPlace, list: ProblemList): void {
  if (!checkEntityExists(`${path}.entity`, target.entity, place.catalog, list)) return;
  const there = { entity: target.entity, catalog: place.catalog };
  const kind = checkPath(`${path}.field`, target.field, there, list);
  if (kind !== undefined && !NUMBERS.includes(kind)) {
    list.error(`${path}.field`, "目标值应为数字字段", "What is to be reached has to be a number");
  }
  checkCondition(`${path}.filter`, target.filter, there, list);
  for (const [own, other] of Object.entries(target.by ?? {})) {
    checkPath(`${path}.by.${own}`, own, place, list);
    checkPath(`${path}.by.${own}`, other, there, list);
  }
}

function checkComparison(
  compare: PeriodComparison,
  path: string,
  place: QueryPlace,
  list: ProblemList,
): void {
  const kind = checkPath(`${path}.field`, compare.field, place, list);
  if (kind !== undefined && !DATES.includes(kind)) {
    list.error(`${path}.field`, "同比和环比需要一个日期字段", "Comparing periods needs a date");
  }
}
