import type { ReportField } from "../model/report-field.ts";
import { defineMetric } from "./metric-type.ts";

/** Moments of the record itself; that of its creation is where the clock starts. */
function moments(fields: readonly ReportField[]): readonly ReportField[] {
  return fields.filter(({ id, kind }) => kind === "datetime" && id !== "created_at" && id !== "updated_at");
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
  plan(measure, fields) {
    const offered = moments(fields);
    const moment = offered.find(({ id }) => id === measure.field) ?? offered[0];
    if (!moment) return undefined;
    const expression = { elapsed: [{ var: "created_at" }, { var: moment.id }] };
    return { figures: [{ id: "time", function: "median", expression }] };
  },
});
