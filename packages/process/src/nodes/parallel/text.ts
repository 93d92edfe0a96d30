/** Texts of the node. */
export const text = {
  name: { zh: "并行分支", en: "In parallel" },
  description: {
    zh: "几条路同时走，再汇合到一起",
    en: "Takes several ways at the same time and joins them again",
  },
  branches: { zh: "分支", en: "Branches" },
  after: { zh: "汇合之后", en: "Afterwards" },
  tooFew: { zh: "并行至少要有两个分支", en: "At least two branches are needed" },
  sameId: { zh: "分支重复，请删除后重新添加", en: "This branch is a duplicate; remove it and add it again" },
} as const;
