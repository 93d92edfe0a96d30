/** Words of comparing two states of an app. */
export const compareText = {
  compare: { zh: "对比", en: "Compare" },
  compareNow: { zh: "与当前草稿对比", en: "Compare with the draft" },
  title: { zh: "对比两个状态", en: "Compare two states" },
  hint: {
    zh: "草稿的任何一步、已发布的任何一版，都可以相互对比，也可以恢复到草稿",
    en: "Any step of the draft and any release can be compared with any other, and brought back into the draft",
  },
  from: { zh: "原来", en: "Before" },
  to: { zh: "现在", en: "After" },
  swap: { zh: "互换", en: "Swap" },
  draft: { zh: "当前草稿", en: "The draft as it is" },
  step: { zh: "草稿 {at} · {by}", en: "Draft {at} · {by}" },
  steps: { zh: "草稿历史", en: "Draft history" },
  releases: { zh: "发布记录", en: "Releases" },
  release: { zh: "第 {n} 版 · {at}", en: "Release {n} · {at}" },
  same: { zh: "两个状态没有差别", en: "The two states are the same" },
  documents: { zh: "有差别的内容", en: "What differs" },
  changes: { zh: "差别", en: "Differences" },
  restoreAll: { zh: "恢复整个草稿", en: "Bring the whole draft back" },
  restoreOne: { zh: "只恢复这一项", en: "Bring only this back" },
  restoreAsk: {
    zh: "草稿会变成“{name}”时的样子，作为草稿历史里新的一步，可以再撤销。",
    en: "The draft becomes what it was at “{name}”: a new step of its history that can be taken back.",
  },
  restored: { zh: "已恢复到草稿", en: "Brought back into the draft" },
  cancel: { zh: "取消", en: "Cancel" },
} as const;
