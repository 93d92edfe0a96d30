import type { LocalizedText } from "@mortise/kit";
import type { ApprovalMode } from "../../model/effect.ts";

/** Texts of the node. */
export const text = {
  name: { zh: "审批", en: "Approve" },
  description: {
    zh: "请人审批：通过、拒绝或退回，拒绝和退回要写原因",
    en: "Asks people to approve, reject or return",
  },
  to: { zh: "审批人", en: "Approvers" },
  mode: { zh: "多人审批方式", en: "With several approvers" },
  any: { zh: "或签：一人处理即可", en: "Any: the first word settles it" },
  all: { zh: "会签：须所有人通过", en: "All: everybody must approve" },
  anyShort: { zh: "或签", en: "any" },
  sequence: { zh: "依次审批：按顺序一个接一个", en: "In turn: one after the other" },
  share: { zh: "票签：按比例通过", en: "By share of the votes" },
  shareOf: { zh: "通过比例（%）", en: "Share that must approve (%)" },
  noShare: { zh: "请填写 1 到 100 之间的通过比例", en: "Give a share between 1 and 100" },
  allShort: { zh: "会签", en: "all" },
  sequenceShort: { zh: "依次", en: "in turn" },
  shareShort: { zh: "票签", en: "by votes" },
  whenStarter: { zh: "审批人就是发起人时", en: "When an approver started it" },
  asksAnyway: { zh: "照常审批", en: "Asks them anyway" },
  skips: { zh: "跳过，视为通过", en: "Passes them over" },
  asksManager: { zh: "改由其主管审批", en: "Asks their manager instead" },
  sameAgain: { zh: "同一人审批过时", en: "When somebody approved before" },
  everSkips: { zh: "前面任何一步通过过就跳过", en: "Passes them over after any earlier step" },
  adjacentSkips: { zh: "只有紧邻的上一步通过过才跳过", en: "Only after the approval right before" },
  mustApprove: { zh: "必须亲自审批，不自动跳过", en: "Must be approved in person" },
  hasApproved: { zh: "前面已审批通过", en: "Approved at an earlier step" },
  ownMatter: { zh: "发起人自己，跳过", en: "Started it, so passed over" },
  managerInstead: { zh: "发起人自己，改由主管审批", en: "Started it, so their manager is asked" },
  remindBefore: { zh: "到期前多久提醒", en: "Remind before the deadline" },
  remindEvery: { zh: "到期后每隔多久提醒", en: "Remind again every" },
  whenLate: { zh: "到期没有处理时", en: "When the deadline has passed" },
  remindsOnly: { zh: "只提醒", en: "Only reminds" },
  passesLate: { zh: "自动通过", en: "Passes by itself" },
  failsLate: { zh: "自动拒绝", en: "Is rejected by itself" },
  returnsLate: { zh: "自动退回", en: "Is returned by itself" },
  managerLate: { zh: "交给其主管审批", en: "Asks the approvers' managers" },
  dueSoon: { zh: "快到期了，请尽快审批", en: "Due soon: please decide" },
  overdue: { zh: "已到期，请尽快审批", en: "Overdue: please decide" },
  reminded: { zh: "提醒了审批人", en: "The approvers were reminded" },
  remindedLate: { zh: "已到期，提醒了审批人", en: "Overdue; the approvers were reminded" },
  nobodyAbove: { zh: "已到期，但找不到主管", en: "Overdue, but no manager can be found" },
  title: { zh: "待办标题", en: "Title on the to-do list" },
  due: { zh: "期限", en: "Due within" },
  whenNobody: { zh: "找不到审批人时", en: "When nobody can be found" },
  admins: { zh: "交给管理员", en: "Administrators approve" },
  passes: { zh: "自动通过", en: "Passes by itself" },
  fails: { zh: "自动拒绝", en: "Is rejected by itself" },
  approved: { zh: "通过", en: "Approved" },
  rejected: { zh: "拒绝", en: "Rejected" },
  returned: { zh: "退回", en: "Returned" },
  word: { zh: "意见", en: "Word" },
  noTitle: { zh: "请填写待办标题", en: "Write the title for the to-do list" },
  asked: { zh: "等待你审批", en: "Waiting for your approval" },
  waiting: { zh: "等待审批", en: "Waiting for approval" },
} as const;

/** What each way of deciding is called. */
export const MODES: Readonly<Record<ApprovalMode, LocalizedText>> = {
  any: text.any,
  all: text.all,
  sequence: text.sequence,
  share: text.share,
};

/** The same in a word. */
export const SHORT_MODES: Readonly<Record<ApprovalMode, LocalizedText>> = {
  any: text.anyShort,
  all: text.allShort,
  sequence: text.sequenceShort,
  share: text.shareShort,
};
