/** Words of the trigger for flows that other flows call. */
export const text = {
  name: { zh: "被其他流程调用", en: "Called by another flow" },
  description: {
    zh: "作为子流程：由其他流程的“调用流程”步骤开始，可以带入输入、返回结果",
    en: "A sub-flow: the step “Call a flow” of other flows starts it, hands it values and gets results back",
  },
  inputs: { zh: "输入", en: "Inputs" },
  inputsHelp: {
    zh: "调用它的流程要给的值，步骤里可以像字段一样使用",
    en: "Values that whoever calls it hands over; steps use them like fields",
  },
  outputs: { zh: "返回结果", en: "What it gives back" },
  outputsHelp: {
    zh: "用“返回结果”步骤填写，调用它的流程在后面的步骤里使用",
    en: "Filled in by the step “Give back”; later steps of the caller use it",
  },
  callers: { zh: "调用它的流程", en: "Flows that call it" },
  noName: { zh: "请填写名称", en: "Give it a name" },
  twice: { zh: "这个名称已经有了", en: "There is one of this name" },
  noEntity: { zh: "请选择是哪种记录", en: "Choose of which entity the records are" },
} as const;
