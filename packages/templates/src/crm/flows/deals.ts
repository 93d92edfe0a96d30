import type { FlowDocument, FlowNode, FlowTrigger } from "@mortise/metadata";
import type { LocalizedText } from "@mortise/kit";
import { flow, marked, question, setFields, step } from "./steps.ts";

/** 阶段推进生成报价: 需求分析 → 方案报价 makes a quote and sends it to approval. */
export const quoteOnProposal = flow(
  "quote_on_proposal",
  "opportunity",
  { zh: "进入方案报价时生成报价", en: "Proposal stage makes a quote" },
  {
    trigger: { type: "stage-changed", settings: { field: "stage", from: "needs", to: "proposal" } },
    start: "quote",
    nodes: [
      step("quote", "create-record", {
        entity: "quote",
        link: "opportunity",
        ...setFields({
          customer: { var: "customer" },
          base_amount: { var: "amount" },
          valid_to: { dateAdd: [{ var: "$today" }, 30, "day"] },
          status: "approving",
          owner: { var: "owner" },
          team: { var: "team" },
        }),
      }),
    ],
  },
);

/** What follows each verdict. */
const told: readonly FlowNode[] = [
  ...marked(
    "approved",
    { zh: "报价已通过：{no}", en: "Quote approved: {no}" },
    { zh: "可以发给客户了", en: "It may go to the customer" },
  ),
  ...marked(
    "rejected",
    { zh: "报价被拒绝：{no}", en: "Quote rejected: {no}" },
    { zh: "原因见审批意见", en: "See the approver's comment" },
  ),
  ...marked(
    "returned",
    { zh: "报价被退回：{no}", en: "Quote returned: {no}" },
    {
      zh: "修改后把审批状态改为“审批中”即可重新提交",
      en: "Change it and set its approval back to “In approval”",
    },
  ),
];

function approval(id: string, name: LocalizedText, trigger: FlowTrigger): FlowDocument {
  const verdicts = { approved: "approved", rejected: "rejected", returned: "returned" };
  return flow(id, "quote", name, {
    again: "restart",
    trigger,
    start: "size",
    nodes: [
      question(
        "size",
        { zh: "报价总额超过 50 万", en: "Total above 500,000" },
        { ">": [{ var: "total" }, 500_000] },
        { yes: "director", else: "manager" },
      ),
      step(
        "director",
        "approve",
        {
          to: [{ source: "role", role: "director" }],
          mode: "any",
          title: { zh: "审批报价 {no}（{total}）", en: "Approve quote {no} ({total})" },
          due: "24h",
          whenNobody: "admins",
          locks: true,
        },
        verdicts,
      ),
      step(
        "manager",
        "approve",
        {
          to: [{ source: "manager" }],
          mode: "any",
          title: { zh: "审批报价 {no}（{total}）", en: "Approve quote {no} ({total})" },
          due: "24h",
          whenNobody: "admins",
          locks: true,
        },
        verdicts,
      ),
      ...told,
    ],
  });
}

/** 报价审批: above 500,000 the sales director, otherwise the owner's manager. */
export const quoteApproval = approval(
  "quote_approval",
  { zh: "报价审批", en: "Quote approval" },
  { type: "record-created", settings: { when: { "==": [{ var: "status" }, "approving"] } } },
);

/** 报价重新提交: a draft or returned quote goes to approval again. */
export const quoteResubmitted = approval(
  "quote_resubmitted",
  { zh: "报价重新提交审批", en: "Quote submitted again" },
  { type: "stage-changed", settings: { field: "status", to: "approving" } },
);

/** 赢单时间: the day a deal was won. */
export const dealWon = flow(
  "deal_won",
  "opportunity",
  { zh: "记录赢单时间", en: "When a deal is won" },
  {
    trigger: { type: "stage-changed", settings: { field: "stage", to: "won" } },
    start: "stamp",
    nodes: [step("stamp", "update", setFields({ won_at: { var: "$now" } }))],
  },
);
