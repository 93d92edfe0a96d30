/** Words of buttons that start flows. */
export const flowButtonText = {
  start: { zh: "启动", en: "Start" },
  cancel: { zh: "取消", en: "Cancel" },
  started: { zh: "已启动“{name}”", en: "“{name}” has been started" },
  startedMany: {
    zh: "已对 {n} 条记录启动“{name}”",
    en: "“{name}” has been started for {n} {n:record|records}",
  },
  skipped: { zh: "，{n} 条不符合条件", en: "; {n} do not meet its condition" },
  forSome: { zh: "{name}（{n} 条）", en: "{name} ({n})" },
  isFor: { zh: "对所选的 {n} 条记录", en: "For the {n} chosen records" },
  notAll: {
    zh: "所选 {all} 条中有 {n} 条符合条件",
    en: "{n} of the {all} chosen records meet its condition",
  },
  withheld: { zh: "您不能填写：{fields}", en: "You may not fill in: {fields}" },
  more: { zh: "更多流程", en: "More flows" },
};
