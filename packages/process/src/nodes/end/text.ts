/** Texts of the node. */
export const text = {
  name: { zh: "结束", en: "End" },
  description: { zh: "流程到这里结束", en: "The flow ends here" },
  summary: { zh: "流程结束", en: "The flow ends" },
} as const;
