/** Texts of the node. */
export const text = {
  name: { zh: "包容分支", en: "All that apply" },
  description: {
    zh: "满足条件的分支都走，再汇合到一起",
    en: "Takes every branch whose condition holds and joins them again",
  },
  branches: { zh: "分支", en: "Branches" },
  otherwise: { zh: "都不满足", en: "None applies" },
  after: { zh: "汇合之后", en: "Afterwards" },
  noneHolds: { zh: "没有分支满足条件", en: "No branch applies" },
} as const;
