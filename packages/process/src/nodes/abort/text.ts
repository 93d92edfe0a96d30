/** Texts of the node. */
export const text = {
  name: { zh: "中止", en: "Abort" },
  description: {
    zh: "提前结束整个流程，记下原因，收回没有完成的待办和计时",
    en: "Ends the whole run before its time, with a reason; open to-dos and timers are taken back",
  },
  reason: { zh: "原因", en: "Reason" },
  noReason: { zh: "请填写中止的原因", en: "Give the reason" },
} as const;
