import { defineMetric } from "./metric-type.ts";
import { stageOf } from "./stage-parts.ts";

/** 成交周期: from creation to the first stage that ends well, by the log of stages. */
export const dealCycle = defineMetric({
  id: "deal_cycle",
  name: { zh: "平均成交周期", en: "Average deal cycle" },
  definition: {
    zh: "从创建到第一次进入成功阶段经过的自然时间，取平均。时间取自阶段流转记录，不需要另设字段；从未进入成功阶段的记录不计入。",
    en: "Calendar time from creation to the first entry into a stage that ends well: the mean. Times come from the log of stages; records that never came so far do not count.",
  },
  format: "duration",
  plan(_measure, fields) {
    const stage = stageOf(fields);
    const reached = (stage?.options ?? []).filter(({ outcome }) => outcome === "won").map(({ key }) => key);
    if (!stage || reached.length === 0) return undefined;
    const name = { zh: "曾进入成功阶段", en: "Came to a stage that ends well" };
    return {
      figures: [{ id: "time", name, function: "avg", stageTime: { field: stage.field.id, reached } }],
    };
  },
});
