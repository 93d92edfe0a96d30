import type { ReportField } from "../model/report-field.ts";
import { defineMetric, type MetricPlan } from "./metric-type.ts";
import type { Measure } from "@mortise/metadata";

/** Moments of the record itself; that of its creation is where the clock starts. */
function moments(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter(({ id, kind }) => kind === "datetime" && id !== "created_at" && id !== "updated_at");
}

/** The median, by an operator, of the time from creation to the chosen moment. */
function sinceCreation(
  operator: "elapsed" | "workElapsed",
  measure: Measure,
  fields: readonly ReportField[],
): MetricPlan | undefined {
  const offered = moments(fields);
  const moment = offered.find(({ id }) => id === measure.field) ?? offered[0];
  if (!moment) return undefined;
  const expression = { [operator]: [{ var: "created_at" }, { var: moment.id }] };
  const filter = { notEmpty: [{ var: moment.id }] };
  const name = { zh: `有${moment.name.zh}`, en: `With ${moment.name.en.toLowerCase()}` };
  return { figures: [{ id: "time", name, function: "median", expression, filter }] };
}

/** 响应时间: from creation to a moment, in calendar time. */
export const responseTime = defineMetric({
  id: "response_time",
  name: { zh: "响应时间（中位数）", en: "Response time (median)" },
  definition: {
    zh: "从创建到所选时间（如首次跟进）经过的自然时间，取中位数。还没有该时间的记录不计入。",
    en: "Calendar time from creation to the chosen moment, such as the first follow-up: the median. Records without that moment do not count.",
  },
  format: "duration",
  fields: moments,
  plan: (measure, fields) => sinceCreation("elapsed", measure, fields),
});

/** 响应时间: the same in hours of the work calendar. */
export const responseWorkTime = defineMetric({
  id: "response_work_time",
  name: { zh: "响应时间（工作时间，中位数）", en: "Response time in working hours (median)" },
  definition: {
    zh: "从创建到所选时间（如首次跟进）经过的工作时间，取中位数。只计公司工作日历里的上班时间：夜间、周末和节假日不计，调休上班的周末计入，与流程的时限算法相同。还没有该时间的记录不计入。",
    en: "Working time from creation to the chosen moment, such as the first follow-up: the median. Only hours of the company's work calendar count, as in deadlines of flows: no nights, weekends or holidays, but weekend days worked in exchange. Records without that moment do not count.",
  },
  format: "duration",
  fields: moments,
  plan: (measure, fields) => sinceCreation("workElapsed", measure, fields),
});
