import { defineMetric } from "./metric-type.ts";
import { stageOf } from "./stage-parts.ts";

/** 停留时长: how long records have been in the stage in which they are. */
export const stageAge = defineMetric({
  id: "stage_age",
  name: { zh: "当前阶段停留时长（中位数）", en: "Time in the present stage (median)" },
  definition: {
    zh: "从进入当前阶段到现在经过的自然时间，取中位数。时间取自阶段流转记录。",
    en: "Calendar time since records entered the stage in which they are now: the median. Times come from the log of stages.",
  },
  format: "duration",
  plan(_measure, fields) {
    const stage = stageOf(fields);
    const name = { zh: "全部", en: "All" };
    return (
      stage && { figures: [{ id: "time", name, function: "median", stageTime: { field: stage.field.id } }] }
    );
  },
});
