/** Texts of the node. */
export const text = {
  name: { zh: "退回公海", en: "Back to the pool" },
  description: {
    zh: "收回负责人，放回公海等待领取",
    en: "Takes the owner off and lets others claim the record",
  },
  reason: { zh: "原因", en: "Reason" },
  noReason: { zh: "请填写原因", en: "Give a reason" },
  noPool: { zh: "这个实体没有公海", en: "Records of this entity have no public pool" },
  alreadyThere: { zh: "已经在公海里", en: "It is in the pool already" },
  protected: {
    zh: "在保护期内，{until} 前不收回，仍归负责人",
    en: "Protected: it stays with its owner until {until}",
  },
  previousOwner: { zh: "原负责人", en: "Previous owner" },
} as const;
