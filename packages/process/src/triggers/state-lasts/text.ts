/** Words of the trigger for states that last. */
export const text = {
  name: { zh: "状态持续一段时间", en: "A state lasts" },
  description: {
    zh: "记录一直满足条件达到一段时间后开始，例如“待跟进”超过 24 个工作小时；中途不满足则重新计时",
    en: "Starts when a record has met a condition for so long without a break, such as 24 working hours in one status; every break starts the clock anew",
  },
  when: { zh: "记录一直满足", en: "The record keeps meeting" },
  for: { zh: "持续多久", en: "For how long" },
  forHelp: {
    zh: "从开始满足时算起；发布时已经满足的，从发布时算起。每次满足只开始一次",
    en: "Counted from when it begins to hold; where it holds already, from publishing. It starts once for each time",
  },
  noCondition: { zh: "请设置条件", en: "Set the condition" },
  noDuration: { zh: "请填写持续多久", en: "Say for how long" },
};
