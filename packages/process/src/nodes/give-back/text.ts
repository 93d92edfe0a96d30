/** Texts of the node. */
export const text = {
  name: { zh: "返回结果", en: "Give back" },
  description: {
    zh: "填写本流程返回给调用者的结果；流程接着走完，调用者在它结束时收到",
    en: "Fills in what the flow gives back to whoever calls it; the flow goes on, and the caller gets it at the end",
  },
  values: { zh: "返回什么", en: "What is given back" },
  notCalled: {
    zh: "只有由“被其他流程调用”开始的流程才能返回结果",
    en: "Only flows that start by “Called by another flow” give something back",
  },
  noOutputs: {
    zh: "请先在流程的触发设置里添加返回结果",
    en: "First add what is given back to the trigger of the flow",
  },
  noValues: { zh: "请填写至少一个返回结果", en: "Fill in at least one of them" },
  gone: { zh: "这个返回结果已不存在，请删除这一行", en: "This is not given back any more; remove the row" },
} as const;
