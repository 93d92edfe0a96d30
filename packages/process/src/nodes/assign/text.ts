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
  offer: { zh: "先征求对方接收", en: "They accept it first" },
  offerHelp: {
    zh: "轮到的人在期限内接收，记录才归他；不接收或超时就换下一个人。都不接收时用“其余情况”，它直接分配",
    en: "The record is theirs once they accept it in time; otherwise the next person is asked. When everybody lets it pass, “Everything else” holds, which gives it without asking",
  },
  acceptWithin: { zh: "多久之内接收", en: "Time to accept it" },
  noAcceptWithin: { zh: "请填写多久之内接收", en: "Give the time to accept it" },
  offerFields: { zh: "接收前能看到的字段", en: "What they see before" },
  offerFieldsHelp: {
    zh: "不管角色能不能看到这条记录，都只给看这些字段",
    en: "These fields and no others, whether or not their roles let them see the record",
  },
  changedMeanwhile: { zh: "等待期间负责人变了", en: "Its owner changed meanwhile" },
  assignedTo: { zh: "分配给", en: "Assigned to" },
} as const;
