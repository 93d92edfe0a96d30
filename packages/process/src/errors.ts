import { defineError } from "@mortise/kit";

/** A flow document that cannot be compiled was asked to run. */
export const flowInvalid = defineError("FLOW_INVALID", 422, {
  zh: "流程“{flow}”还有需要修改的地方：{reason}",
  en: 'The flow "{flow}" needs attention: {reason}',
});

/** Tests of drafted flows fail. */
export const testsFailed = defineError("FLOW_TESTS_FAILED", 422, {
  zh: "有 {count} 个流程测试没有通过；修好流程，或者写明原因后仍然发布",
  en: "Tests of flows fail: {count}. Mend the flows, or say why they are published all the same",
});

/** A run cannot be made into a test. */
export const runUntestable = defineError("FLOW_RUN_UNTESTABLE", 422, {
  zh: "这次运行用到了别的记录，不能存为测试",
  en: "This run needed other records, so no test can be made of it",
});

/** Flows set each other off by what they write, far more often than anybody asked for. */
export const flowStorm = defineError("FLOW_STORM", 409, {
  zh: "流程的写入又触发流程，一次就超过了 {limit} 次，已停止并撤销这次运行：请检查它是否会触发自己",
  en: "What flows wrote set flows off more than {limit} times at once; the run was stopped and undone. Does it set itself off?",
});

/** The run has ended or waits for its turn, or the step is none that a run may be sent to. */
export const interventionRefused = defineError("FLOW_INTERVENTION_REFUSED", 409, {
  zh: "不能这样干预：这次运行已经结束或还在排队，或者要去的步骤在并行、循环里面，或已不在流程中",
  en: "This is not possible: the run has ended or waits for its turn, or the step is inside of a parallel part or loop, or gone",
});

/** The run does not exist, or the actor may not see its record. */
export const runNotFound = defineError("FLOW_RUN_NOT_FOUND", 404, {
  zh: "这次运行不存在，或者您没有权限查看它的记录",
  en: "This run does not exist, or you may not see its record",
});

/** The step sends nothing that could be tried by itself. */
export const notSendable = defineError("FLOW_NOT_SENDABLE", 422, {
  zh: "这个步骤现在没有可以试发的内容",
  en: "There is nothing in this step that could be sent now",
});

/** The send does not exist, or the actor may not see its record. */
export const sendNotFound = defineError("FLOW_SEND_NOT_FOUND", 404, {
  zh: "这条外发不存在，或者您没有权限查看它的记录",
  en: "There is no such send, or you may not see its record",
});

/** The role lets the actor do less with runs of flows. */
export const runsForbidden = defineError("FLOW_RUNS_FORBIDDEN", 403, {
  zh: "您的角色不能这样处理流程运行",
  en: "Your role does not let you do that with runs of flows",
});

/** The actor's role does not let them read the ledger of shares. */
export const ledgerForbidden = defineError("FLOW_LEDGER_FORBIDDEN", 403, {
  zh: "您的角色不能查看公平台账；请管理员在角色里打开“查看公平台账”",
  en: "Your role does not let you read the ledger of shares: ask an administrator to allow it in the role",
});

/** The time that a ledger is asked for is no time, or too long. */
export const ledgerSpanInvalid = defineError("FLOW_LEDGER_SPAN_INVALID", 400, {
  zh: "请选择开始早于结束、不超过 {days} 天的时间",
  en: "Choose a time that begins before it ends and lasts {days} days at most",
});

/** What a flow reads may not be seen in clear by whoever asks what it would have done. */
export const whatIfWithheld = defineError("FLOW_WHAT_IF_WITHHELD", 403, {
  zh: "流程用到了您看不到的字段“{field}”，不能试算；请有权限的人来试算",
  en: 'The flow reads "{field}", which you may not see: ask somebody who may to try it on the past',
});

/** What a flow hands to another one cannot be replayed. */
export const whatIfCalls = defineError("FLOW_WHAT_IF_CALLS", 422, {
  zh: "这个流程调用的“{flow}”也会决定负责人，试算只能重放流程自己的步骤；请用试运行，或者把分配移到这个流程里",
  en: 'The flow calls "{flow}", which gives owners, too, and only steps of the flow itself can be replayed. Use a test run, or assign in this flow',
});

/** Flows that only other flows start have no past of their own to be replayed. */
export const whatIfCalled = defineError("FLOW_WHAT_IF_CALLED", 422, {
  zh: "这个流程由其他流程调用，带入的值不在历史里，不能试算；请用试运行",
  en: "Other flows call this one, and what they hand over is not in the past: it cannot be replayed. Use a test run",
});

/** The flow, run or work item does not exist, or the actor may not see it. */
export const workItemNotFound = defineError("FLOW_WORK_ITEM_NOT_FOUND", 404, {
  zh: "待办不存在，或者您没有权限查看",
  en: "This to-do does not exist, or you may not see it",
});

/** Someone else, or the flow itself, settled the item first. */
export const workItemSettled = defineError("FLOW_WORK_ITEM_SETTLED", 409, {
  zh: "这条待办已经处理过了",
  en: "This to-do has already been settled",
});

/** Only the assignee or an administrator decides. */
export const notAssignee = defineError("FLOW_NOT_ASSIGNEE", 403, {
  zh: "这条待办不是分配给您的",
  en: "This to-do is not assigned to you",
});

/** Rejecting and returning need a reason. */
export const reasonRequired = defineError("FLOW_REASON_REQUIRED", 400, {
  zh: "请填写原因",
  en: "Please give a reason",
});

/** A task is finished, an approval is approved, rejected or returned. */
export const decisionNotAllowed = defineError("FLOW_DECISION_NOT_ALLOWED", 400, {
  zh: "这条待办不能这样处理",
  en: "This to-do cannot be settled that way",
});

/** The flow document named does not exist in the release. */
export const flowNotFound = defineError("FLOW_NOT_FOUND", 404, {
  zh: "流程“{flow}”不存在",
  en: 'The flow "{flow}" does not exist',
});

/** A person named in a flow's settings cannot be found. */
export const stepFailed = defineError("FLOW_STEP_FAILED", 422, {
  zh: "流程“{flow}”的步骤“{node}”执行失败：{reason}",
  en: 'Step "{node}" of the flow "{flow}" failed: {reason}',
});

/** The button of the flow is for people with another role. */
export const buttonNotYours = defineError("FLOW_BUTTON_NOT_YOURS", 403, {
  zh: "您的角色不能使用这个按钮",
  en: "This button is not for your role",
});

/** The condition of the button holds for none of the records any more, or its flow is under way for them already. */
export const buttonNotNow = defineError("FLOW_BUTTON_NOT_NOW", 409, {
  zh: "所选记录现在不能启动这个流程：条件已不满足，或流程正在进行",
  en: "The flow cannot start for these records now: they do not meet its condition, or it is under way already",
});

/** The button starts the flow for one record at a time. */
export const buttonForOne = defineError("FLOW_BUTTON_FOR_ONE", 400, {
  zh: "这个按钮一次只能用于一条记录",
  en: "This button is for one record at a time",
});

/** What the button asks for is missing, or something else was sent; the details name the fields. */
export const buttonAsks = defineError("FLOW_BUTTON_ASKS", 400, {
  zh: "请按要求填写后再启动流程",
  en: "Fill in what the button asks for first",
});

/** People who are to be asked must exist and be active. */
export const personNotFound = defineError("FLOW_PERSON_NOT_FOUND", 400, {
  zh: "找不到这个人，或者账号已停用，请重新选择",
  en: "This person cannot be found or is no longer active; choose somebody else",
});

/** Nobody is asked twice in one approval. */
export const alreadyAsked = defineError("FLOW_ALREADY_ASKED", 400, {
  zh: "{person}已经在审批人里了，请选择其他人",
  en: "{person} is asked already; choose somebody else",
});

/** Only who added a person may take them back, and only before they have said anything. */
export const removalRefused = defineError("FLOW_REMOVAL_REFUSED", 409, {
  zh: "只能取消自己加签、并且还没有处理的人",
  en: "Only people whom you added yourself and who have not decided can be taken back",
});

/** Who started a run withdraws it before anybody has decided, an administrator while it is under way. */
export const withdrawalRefused = defineError("FLOW_WITHDRAWAL_REFUSED", 409, {
  zh: "只有发起人能撤回，而且要在有人审批之前",
  en: "Only whoever started it can withdraw it, and only before anybody has decided",
});

/** Reminders are sent at most every ten minutes. */
export const urgedLately = defineError("FLOW_URGED_LATELY", 429, {
  zh: "刚刚已经催办过，请十分钟后再试",
  en: "A reminder was sent just now; try again in ten minutes",
});

/** Only administrators set up what holds for other people. */
export const notForOthers = defineError("FLOW_NOT_FOR_OTHERS", 403, {
  zh: "只有管理员能替别人设置委托",
  en: "Only administrators can delegate for other people",
});

/** The times, people or scope of a delegation do not fit; the details name them. */
export const delegationInvalid = defineError("FLOW_DELEGATION_INVALID", 400, {
  zh: "委托设置有需要修改的地方",
  en: "The delegation needs attention",
});

/** Two delegations of one person must not hold for the same work at the same time. */
export const delegationOverlap = defineError("FLOW_DELEGATION_OVERLAP", 409, {
  zh: "这段时间里相同范围已经有委托了，请先结束原来的委托，或者换一段时间",
  en: "There is a delegation for this time and work already; end it first, or choose another time",
});

/** Delegations never lead back to who gives them. */
export const delegationCircle = defineError("FLOW_DELEGATION_CIRCLE", 409, {
  zh: "这样会绕一圈又回到本人（{people}），请委托给其他人",
  en: "This would lead in a circle back to the giver ({people}); choose somebody else",
});

/** There is no such delegation, or it is somebody else's. */
export const delegationNotFound = defineError("FLOW_DELEGATION_NOT_FOUND", 404, {
  zh: "委托不存在，或者不是您设置的",
  en: "This delegation does not exist, or it is not yours",
});

/** Leave is taken by people themselves, or for them by whoever leads them. */
export const leaveNotForOthers = defineError("FLOW_LEAVE_NOT_FOR_OTHERS", 403, {
  zh: "只能替自己、自己带的团队里的人设置请假",
  en: "Leave can be set for oneself and for people of the teams one leads",
});

/** The times of a leave do not fit; the details name them. */
export const leaveInvalid = defineError("FLOW_LEAVE_INVALID", 400, {
  zh: "请假时间有需要修改的地方",
  en: "The times of the leave need attention",
});

/** There is no such leave, it is over, or it is somebody else's. */
export const leaveNotFound = defineError("FLOW_LEAVE_NOT_FOUND", 404, {
  zh: "请假不存在、已经结束，或者不归您管",
  en: "This leave does not exist, is over, or is not yours",
});

/** The address of a flow is unknown, or its flow is switched off or takes nothing. */
export const hookNotFound = defineError("FLOW_HOOK_NOT_FOUND", 404, {
  zh: "这个接收地址不存在，或者流程没有启用",
  en: "This address does not exist, or its flow is switched off",
});

/** The caller's address is not on the flow's list. */
export const hookNotFromHere = defineError("FLOW_HOOK_NOT_FROM_HERE", 403, {
  zh: "不接受来自 {peer} 的请求，请在流程的触发设置里加上这个 IP",
  en: "Calls from {peer} are not taken; add the address to the trigger of the flow",
});

/** The signature of a call is missing or wrong. */
export const hookNotSigned = defineError("FLOW_HOOK_NOT_SIGNED", 401, {
  zh: "签名缺失或不正确：X-Mortise-Signature 应为 sha256= 加上正文的 HMAC-SHA256",
  en: "The signature is missing or wrong: X-Mortise-Signature holds sha256= and the HMAC-SHA256 of the body",
});

/** What was sent cannot be read as the fields it goes into. */
export const hookUnreadable = defineError("FLOW_HOOK_UNREADABLE", 422, {
  zh: "收到的内容有误，没有写入任何数据",
  en: "What was sent cannot be read; nothing was written",
});

/** A word is taken back by who gave it, and only while nobody after it has dealt with the matter. */
export const recallRefused = defineError("FLOW_RECALL_REFUSED", 409, {
  zh: "不能撤回：只能撤回自己的审批意见，而且后面的人还没有处理、流程也没有做别的事",
  en: "This cannot be taken back: only one's own word can, while nobody after it has decided and the flow has done nothing else",
});

/** What a step asks for with a decision is missing, or something else was sent; the details name the fields. */
export const decisionAsks = defineError("FLOW_DECISION_ASKS", 400, {
  zh: "请先填写标出的内容",
  en: "Fill in what is marked first",
});

/** The record stands under an approval that keeps it from being changed. */
export const recordLocked = defineError("FLOW_RECORD_LOCKED", 409, {
  zh: "记录正在“{flow}”中审批，等待{people}处理，审批结束前不能修改或删除；需要修改时，请审批人退回，或由发起人撤回",
  en: "The record is under approval in “{flow}” and waits for {people}; until then it cannot be changed or deleted. To change it, have it returned or withdraw it",
});

/** Several of the records stand under approvals. */
export const recordsLocked = defineError("FLOW_RECORDS_LOCKED", 409, {
  zh: "其中 {count} 条记录正在审批，审批结束前不能修改或删除；例如一条在“{flow}”中等待{people}处理。请去掉这些记录再试",
  en: "{count} of the records are under approval and cannot be changed or deleted meanwhile; one waits in “{flow}” for {people}. Leave them out and try again",
});
