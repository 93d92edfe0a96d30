/** Texts of the node. */
export const text = {
  name: { zh: "条件分支", en: "Condition" },
  description: {
    zh: "按条件走不同的路，取第一个满足的分支",
    en: "Takes the first branch whose condition holds",
  },
  branches: { zh: "分支", en: "Branches" },
  otherwise: { zh: "其他情况", en: "Otherwise" },
  noneHolds: { zh: "所有分支的条件都不满足，走“其他情况”", en: "No branch holds, so the way is “otherwise”" },
} as const;
