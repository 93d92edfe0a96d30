/** Texts of the node. */
export const text = {
  name: { zh: "分配", en: "Assign" },
  description: {
    zh: "按规则表给记录分配负责人，每次分配都留下原因",
    en: "Gives the record an owner by a table of rules and keeps why",
  },
  rules: { zh: "分配规则", en: "Rules" },
  rulesHelp: {
    zh: "从上到下，第一条满足的规则生效",
    en: "From top to bottom; the first rule that fits wins",
  },
  fallback: { zh: "其余情况", en: "Everything else" },
  keepOwner: { zh: "已有负责人时不重新分配", en: "Leave records alone that have an owner" },
  noTarget: { zh: "还没有设置", en: "not set yet" },
  chooseTarget: { zh: "请选择分配方式", en: "Choose how to assign" },
  notOwned: { zh: "这个实体没有负责人，不能分配", en: "Records of this entity have no owner to assign" },
  nobody: { zh: "没有规则找到可分配的人", en: "No rule found anybody to assign to" },
  changedMeanwhile: { zh: "等待期间负责人变了", en: "Its owner changed meanwhile" },
  assignedTo: { zh: "分配给", en: "Assigned to" },
} as const;
