import { amountFields } from "../model/suggestion-parts.ts";
import { defineMetric } from "./metric-type.ts";
import { endsAs, stageOf } from "./stage-parts.ts";

const PERCENT = 100;

/** 加权预测: what open records are likely to bring. */
export const forecast = defineMetric({
  id: "forecast",
  name: { zh: "加权预测", en: "Weighted forecast" },
  definition: {
    zh: "Σ 金额 × 所处阶段的成功概率，只统计进行中的记录。概率在阶段字段的选项里设置，没有设置的不计入。",
    en: "Σ amount × probability of the stage, over open records. Probabilities are set with the options of the stage; stages without one do not count.",
  },
  format: "number",
  fields: amountFields,
  plan(measure, fields) {
    const amounts = amountFields(fields);
    const amount = amounts.find(({ id }) => id === measure.field) ?? amounts[0];
    const open = endsAs(fields, "open");
    const stage = stageOf(fields);
    const hasProbabilities = stage?.options.some(({ probability }) => probability !== undefined) === true;
    if (!amount || !open || !stage || !hasProbabilities) return undefined;
    const weighed = { "/": [{ "*": [{ var: amount.id }, { score: [{ var: stage.field.id }] }] }, PERCENT] };
    return {
      figures: [
        { id: "sum", name: { zh: "进行中", en: "Open" }, function: "sum", expression: weighed, filter: open },
      ],
    };
  },
});
