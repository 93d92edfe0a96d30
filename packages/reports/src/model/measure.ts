import { type LocalizedText, sameText } from "@mortise/kit";
import type { AggregateFunction, Measure, MeasureFunction, RecordMeasure } from "@mortise/metadata";
import type { ReportField } from "./report-field.ts";

/** Names of the functions, in the order in which they are offered. */
export const FUNCTION_NAMES: Readonly<Record<MeasureFunction, LocalizedText>> = {
  count: { zh: "数量", en: "Count" },
  sum: { zh: "合计", en: "Sum" },
  avg: { zh: "平均", en: "Average" },
  max: { zh: "最大", en: "Highest" },
  min: { zh: "最小", en: "Lowest" },
  countDistinct: { zh: "去重计数", en: "Distinct count" },
  median: { zh: "中位数", en: "Median" },
  percentile: { zh: "百分位", en: "Percentile" },
  formula: { zh: "公式", en: "Formula" },
  metric: { zh: "现成指标", en: "Ready-made metric" },
};

/** The plain count of records. */
export const COUNT: Measure = { id: "count", name: { zh: "数量", en: "Count" }, function: "count" };

/** The sum over a field, named after it. */
export function sumOf(field: ReportField): Measure {
  return { id: `sum_${field.id}`.slice(0, 48), name: field.name, function: "sum", field: field.id };
}

/** What people call a measure: its own name, or one made from its function and field. */
export function measureName(measure: Measure, fields: readonly ReportField[]): LocalizedText {
  if (measure.name && (measure.name.zh || measure.name.en)) return measure.name;
  const name = FUNCTION_NAMES[measure.function];
  if (measure.field === undefined) return name;
  const field = fields.find((candidate) => candidate.id === measure.field)?.name ?? sameText(measure.field);
  return { zh: `${field.zh}${name.zh}`, en: `${name.en} of ${field.en}` };
}

/** Whether a field can be summed up like this; what has a mean has a middle as well. */
export function mayBe(field: ReportField, name: AggregateFunction): boolean {
  const needed = name === "median" || name === "percentile" ? "avg" : name;
  return field.aggregates.includes(needed);
}

/** Whether a figure is a number; earliest and latest dates and first texts are not. */
export function isNumericMeasure(
  measure: Pick<Measure, "function" | "field">,
  fields: readonly ReportField[],
): boolean {
  if ((measure.function !== "min" && measure.function !== "max") || measure.field === undefined) return true;
  const kind = fields.find((field) => field.id === measure.field)?.kind;
  return kind === "number" || kind === "duration";
}

/** Whether figures of groups may be added up to the figure of all: averages and extremes may not. */
export function isAdditive(measure: Measure): boolean {
  return measure.function === "count" || measure.function === "sum";
}

/** Whether a measure is computed over records; all others are made from such ones. */
export function isRecordMeasure(measure: Measure): measure is Measure & RecordMeasure {
  return measure.function !== "formula" && measure.function !== "metric";
}
