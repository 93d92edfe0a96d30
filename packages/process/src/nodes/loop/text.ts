/** Texts of the node. */
export const text = {
  name: { zh: "循环", en: "Repeat" },
  description: {
    zh: "重复走里面的步骤：若干次，或当条件满足时",
    en: "Repeats the steps inside: a number of times, or while a condition holds",
  },
  kind: { zh: "重复多久", en: "Repeat" },
  times: { zh: "指定次数", en: "A number of times" },
  while: { zh: "当条件满足时", en: "While a condition holds" },
  count: { zh: "次数", en: "Number of times" },
  when: { zh: "条件（每一轮之前检查）", en: "Condition, checked before each round" },
  most: { zh: "最多几轮", en: "At most" },
  body: { zh: "每一轮", en: "Each round" },
  after: { zh: "循环之后", en: "Afterwards" },
  noCount: { zh: "请填写重复几次", en: "Say how many times" },
  noCondition: { zh: "请设置循环的条件", en: "Set the condition" },
  over: { zh: "循环结束", en: "The repetition is over" },
} as const;
