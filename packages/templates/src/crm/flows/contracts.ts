import type { Expression } from "@mortise/expression";
import type { JsonObject, LocalizedText } from "@mortise/kit";
import type { FlowDocument, FlowNode, FlowTrigger } from "@mortise/metadata";
import { flow, marked, message, setFields, step } from "./steps.ts";

const owner = { source: "owner" };
const manager = { source: "manager" };
const finance = { source: "role", role: "finance" };
const director = { source: "role", role: "director" };

const UNPAID: Expression = { ">": [{ var: "unreceived" }, 0] };
const IN_FORCE: Expression = { "==": [{ var: "status" }, "effective"] };

/** 进入合同审批: a deal that reaches the contract gets one, which goes to approval. */
export const contractOnStage = flow(
  "contract_on_stage",
  "opportunity",
  { zh: "进入合同审批时生成合同", en: "Contract stage makes a contract" },
  {
    trigger: { type: "stage-changed", settings: { field: "stage", to: "contract" } },
    start: "contract",
    nodes: [
      step("contract", "create-record", {
        entity: "contract",
        link: "opportunity",
        ...setFields({
          name: { var: "name" },
          customer: { var: "customer" },
          amount: { coalesce: [{ var: "amount" }, 0] },
          status: "approving",
          owner: { var: "owner" },
          team: { var: "team" },
        }),
      }),
    ],
  },
);

/** An approved contract is in force, and its deal is won. */
const verdicts: readonly FlowNode[] = [
  step(
    "effective",
    "update",
    setFields({ status: "effective", sign_date: { coalesce: [{ var: "sign_date" }, { var: "$today" }] } }),
    "won",
  ),
  step("won", "update", { reference: "opportunity", ...setFields({ stage: "won" }) }, "tell_effective"),
  step(
    "tell_effective",
    "notify",
    message(
      [owner],
      { zh: "合同已通过：{name}", en: "Contract approved: {name}" },
      { zh: "请登记回款计划", en: "Please enter its payment plan" },
    ),
  ),
  ...marked(
    "rejected",
    { zh: "合同未通过：{name}", en: "Contract rejected: {name}" },
    { zh: "原因见审批意见", en: "See the approvers' comments" },
  ),
  ...marked(
    "draft",
    { zh: "合同被退回：{name}", en: "Contract returned: {name}" },
    {
      zh: "修改后把合同状态改为“审批中”即可重新提交",
      en: "Change it and set its status back to “In approval”",
    },
  ),
];

function approval(id: string, name: LocalizedText, trigger: FlowTrigger): FlowDocument {
  return flow(id, "contract", name, {
    again: "restart",
    trigger,
    start: "countersign",
    nodes: [
      step(
        "countersign",
        "approve",
        {
          to: [director, finance],
          mode: "all",
          title: { zh: "合同会签 {name}（{amount}）", en: "Sign off contract {name} ({amount})" },
          due: "48h",
          whenNobody: "admins",
          locks: true,
        },
        { approved: "effective", rejected: "rejected", returned: "draft" },
      ),
      ...verdicts,
    ],
  });
}

/** 合同会签: the sales director and finance both approve. */
export const contractApproval = approval(
  "contract_approval",
  { zh: "合同会签", en: "Contract sign-off" },
  { type: "record-created", settings: { when: { "==": [{ var: "status" }, "approving"] } } },
);

/** 合同重新提交: a draft or rejected contract goes to approval again. */
export const contractResubmitted = approval(
  "contract_resubmitted",
  { zh: "合同重新提交会签", en: "Contract submitted again" },
  { type: "stage-changed", settings: { field: "status", to: "approving" } },
);

/** A message some days before or after a date. */
function onDate(
  { id, entity, name }: { readonly id: string; readonly entity: string; readonly name: LocalizedText },
  trigger: FlowTrigger["settings"],
  told: JsonObject,
): FlowDocument {
  return flow(id, entity, name, {
    trigger: { type: "date-reached", settings: { at: "09:00", ...trigger } },
    start: "tell",
    nodes: [step("tell", "notify", told)],
  });
}

/** 回款提醒: three days before an instalment falls due. */
export const instalmentDue = onDate(
  {
    id: "instalment_due",
    entity: "payment_plan",
    name: { zh: "回款到期前提醒", en: "Instalment falls due" },
  },
  { field: "due", side: "before", by: "3d", when: UNPAID },
  message(
    [owner],
    { zh: "3 天后应收：{name}", en: "Due in 3 days: {name}" },
    { zh: "{contract}，应收 {amount}", en: "{contract}, {amount}" },
  ),
);

/** 逾期提醒: the day after an instalment was due. */
export const instalmentOverdue = onDate(
  {
    id: "instalment_overdue",
    entity: "payment_plan",
    name: { zh: "回款逾期提醒", en: "Instalment overdue" },
  },
  { field: "due", side: "after", by: "1d", when: UNPAID },
  message(
    [owner, manager],
    { zh: "回款逾期：{name}", en: "Overdue: {name}" },
    { zh: "{contract}，未回款 {unreceived}", en: "{contract}, outstanding {unreceived}" },
  ),
);

/** 合同到期: thirty days before a contract ends. */
export const contractEnding = onDate(
  {
    id: "contract_ending",
    entity: "contract",
    name: { zh: "合同到期前提醒", en: "Contract comes to its end" },
  },
  { field: "end_date", side: "before", by: "30d", when: IN_FORCE },
  message(
    [owner],
    { zh: "合同 30 天后到期：{name}", en: "Contract ends in 30 days: {name}" },
    { zh: "请联系客户续约", en: "Please talk to the customer about going on" },
  ),
);

/** 确认到账: finance confirms each payment that a salesperson has entered. */
export const paymentEntered = flow(
  "payment_entered",
  "payment",
  { zh: "回款待财务确认", en: "Finance confirms payments" },
  {
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "status" }, "pending"] } } },
    start: "confirm",
    nodes: [
      step("confirm", "task", {
        title: { zh: "确认回款是否到账：{no}（{amount}）", en: "Has it come in? {no} ({amount})" },
        to: [finance],
        due: "24h",
        doneWhen: { "!=": [{ var: "status" }, "pending"] },
        waitForIt: false,
      }),
    ],
  },
);

/** 到账通知: who owns the payment hears of it. */
export const paymentConfirmed = flow(
  "payment_confirmed",
  "payment",
  { zh: "回款到账通知", en: "Payment confirmed" },
  {
    trigger: {
      type: "record-updated",
      settings: { fields: ["status"], when: { "==": [{ var: "status" }, "confirmed"] } },
    },
    start: "tell",
    nodes: [
      step(
        "tell",
        "notify",
        message(
          [owner],
          { zh: "回款已到账：{no}", en: "Payment confirmed: {no}" },
          { zh: "{contract}，{amount}", en: "{contract}, {amount}" },
        ),
      ),
    ],
  },
);
