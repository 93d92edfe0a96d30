/** Words of the trigger for the outcome of an approval. */
export const text = {
  name: { zh: "审批结果", en: "Outcome of an approval" },
  description: {
    zh: "另一个流程的审批通过、被拒绝或被撤回时开始",
    en: "Starts when an approval of another flow is given, refused or withdrawn",
  },
  flow: { zh: "哪个流程的审批", en: "Approvals of which flow" },
  node: { zh: "哪一步审批", en: "Which approval" },
  nodeHelp: { zh: "不选表示任何一步", en: "None chosen: any of them" },
  outcomes: { zh: "什么结果", en: "Which outcomes" },
  approved: { zh: "通过", en: "Given" },
  rejected: { zh: "拒绝", en: "Refused" },
  withdrawn: { zh: "撤回", en: "Withdrawn" },
  noFlow: { zh: "请选择有审批步骤的流程", en: "Choose a flow that has an approval" },
  noOutcome: { zh: "请至少选择一种结果", en: "Choose at least one outcome" },
  goneFlow: { zh: "这个流程不存在，或者没有审批步骤", en: "There is no such flow, or no approval in it" },
  otherEntity: { zh: "这个流程是另一种记录的", en: "That flow is about other records" },
  goneNode: { zh: "这一步审批已不存在，请重新选择", en: "That approval is gone: choose another" },
} as const;
