import { defineMetric } from "./metric-type.ts";
import { stageOf } from "./stage-parts.ts";

const ENTERED = { zh: "进入过该阶段", en: "Were in the stage" };

/** 阶段停留时长: how long records spent in each stage that they were in. */
export const stageDwell = defineMetric({
  id: "stage_dwell",
  name: { zh: "各阶段停留时长（中位数）", en: "Time spent in stages (median)" },
  definition: {
    zh: "记录在每个曾经进入的阶段一共停留的自然时间，取中位数；多次进入的时间相加，还没离开的算到现在，结束阶段没有离开就不计。时间取自阶段流转记录，卡片需按“经过的阶段”分组。",
    en: "Calendar time that records spent in each stage they ever were in: the median. Several stays are added up, those not over count up to now, and stays in final stages do not count until they are left. Times come from the log of stages; split the card by stages passed.",
  },
  format: "duration",
  passed: true,
  plan(_measure, fields) {
    return (
      stageOf(fields) && { figures: [{ id: "time", name: ENTERED, function: "median", passage: "time" }] }
    );
  },
});

/** 阶段转化率: of those who came to a stage, how many got on. */
export const stageConversion = defineMetric({
  id: "stage_conversion",
  name: { zh: "阶段转化率", en: "Stage conversion" },
  definition: {
    zh: "曾进入更后面阶段的记录数 ÷ 曾进入该阶段的记录数（同一批记录）。以阶段流转记录为准：跳过的阶段不算进入过；输单、无效不是更后面的阶段。卡片需按“经过的阶段”分组。",
    en: "Records that ever got to a later stage ÷ records that ever were in this one, of the same records. By the log of stages: skipped stages were not entered, and lost or invalid are no later stages. Split the card by stages passed.",
  },
  format: "percent",
  passed: true,
  plan(_measure, fields) {
    if (!stageOf(fields)) return undefined;
    return {
      figures: [
        { id: "onward", name: { zh: "进入了后续阶段", en: "Got on" }, function: "count", passage: "onward" },
        { id: "entered", name: ENTERED, function: "count" },
      ],
      formula: { "/": [{ var: "onward" }, { var: "entered" }] },
    };
  },
});

/** 阶段流失: how many were lost from a stage. */
export const stageLoss = defineMetric({
  id: "stage_loss",
  name: { zh: "阶段流失数", en: "Lost from the stage" },
  definition: {
    zh: "从该阶段直接变为输单或无效、并且现在仍是如此的记录数。以阶段流转记录为准，卡片需按“经过的阶段”分组。",
    en: "Records that went from this stage to lost or invalid and still are. By the log of stages; split the card by stages passed.",
  },
  format: "number",
  passed: true,
  plan(_measure, fields) {
    const name = { zh: "从该阶段流失", en: "Lost from the stage" };
    return stageOf(fields) && { figures: [{ id: "lost", name, function: "count", passage: "lost" }] };
  },
});

/** 阶段流失率: how much of a stage was lost from it. */
export const stageLossRate = defineMetric({
  id: "stage_loss_rate",
  name: { zh: "阶段流失率", en: "Loss rate of stages" },
  definition: {
    zh: "从该阶段直接变为输单或无效、并且现在仍是如此的记录数 ÷ 曾进入该阶段的记录数。以阶段流转记录为准，卡片需按“经过的阶段”分组。",
    en: "Records that went from this stage to lost or invalid and still are ÷ records that ever were in it. By the log of stages; split the card by stages passed.",
  },
  format: "percent",
  passed: true,
  plan(_measure, fields) {
    if (!stageOf(fields)) return undefined;
    return {
      figures: [
        {
          id: "lost",
          name: { zh: "从该阶段流失", en: "Lost from the stage" },
          function: "count",
          passage: "lost",
        },
        { id: "entered", name: ENTERED, function: "count" },
      ],
      formula: { "/": [{ var: "lost" }, { var: "entered" }] },
    };
  },
});
