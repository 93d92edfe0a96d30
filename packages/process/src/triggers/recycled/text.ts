/** Words of the trigger for records that a pool takes back. */
export const text = {
  name: { zh: "公海回收后重新分配", en: "Taken back by a pool" },
  description: {
    zh: "公海的回收规则选了“重新分配”并指定这个流程时，为收回的记录开始",
    en: "Starts for records that a recycle rule takes back, when the rule names this flow to assign them anew",
  },
  notOwned: { zh: "这个实体没有公海", en: "Records of this entity have no public pool" },
} as const;
