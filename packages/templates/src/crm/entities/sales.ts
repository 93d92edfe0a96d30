import type { EntityDocument } from "@mortise/metadata";
import { amountFormula, dailyNumber, field, options, stages } from "../field-shorthand.ts";
import { FOLLOW_UP_TYPES } from "../option-sets.ts";

/** 跟进记录: one contact with a lead, customer or opportunity. */
export const followup: EntityDocument = {
  kind: "entity",
  id: "followup",
  version: 1,
  name: { zh: "跟进记录", en: "Follow-up" },
  plural: { zh: "跟进记录", en: "Follow-ups" },
  icon: "followup",
  color: "#7c3aed",
  titleField: "content",
  owned: true,
  fields: [
    field("type", "select", "跟进方式", "How", {
      required: true,
      default: "call",
      settings: options(...FOLLOW_UP_TYPES),
    }),
    field("content", "long-text", "跟进内容", "What happened", { required: true }),
    field("effective", "switch", "有效沟通", "Reached the person", { default: true }),
    field("next_at", "datetime", "下次跟进时间", "Next follow-up"),
    field("lead", "reference", "线索", "Lead", { settings: { entity: "lead" } }),
    field("customer", "reference", "客户", "Customer", { settings: { entity: "customer" } }),
    field("opportunity", "reference", "商机", "Opportunity", { settings: { entity: "opportunity" } }),
    field("files", "attachment", "附件", "Files"),
  ],
};

/** 商机: a deal on its way. */
export const opportunity: EntityDocument = {
  kind: "entity",
  id: "opportunity",
  version: 1,
  name: { zh: "商机", en: "Opportunity" },
  plural: { zh: "商机", en: "Opportunities" },
  icon: "opportunity",
  color: "#ea580c",
  titleField: "name",
  owned: true,
  timeline: [
    { entity: "followup", field: "opportunity" },
    { entity: "quote", field: "opportunity" },
  ],
  fields: [
    field("no", "auto-number", "商机编号", "No.", { settings: dailyNumber("SJ") }),
    field("name", "text", "商机名称", "Name", { required: true }),
    field("customer", "reference", "客户", "Customer", { required: true, settings: { entity: "customer" } }),
    field("contact", "reference", "联系人", "Contact", { settings: { entity: "contact" } }),
    field("lead", "reference", "来源线索", "From lead", { settings: { entity: "lead" } }),
    field("stage", "stage", "阶段", "Stage", {
      required: true,
      default: "first_contact",
      settings: stages(
        ["first_contact", "初步接触", "First contact", "gray", 10, "open"],
        ["needs", "需求分析", "Needs analysis", "cyan", 30, "open"],
        ["proposal", "方案报价", "Proposal", "blue", 50, "open"],
        ["negotiation", "商务谈判", "Negotiation", "purple", 70, "open"],
        ["contract", "合同审批", "Contract approval", "gold", 90, "open"],
        ["won", "赢单", "Won", "green", 100, "won"],
        ["lost", "输单", "Lost", "red", 0, "lost"],
        ["invalid", "无效", "Invalid", "gray", 0, "invalid"],
      ),
    }),
    field("amount", "money", "预计金额", "Amount"),
    field("close_date", "date", "预计成交日期", "Expected close"),
    field("won_at", "datetime", "赢单时间", "Won at", { readOnly: true }),
    field("competitor", "text", "竞争对手", "Competitor"),
    field("lost_reason", "text", "输单原因", "Reason for losing"),
    field("remark", "long-text", "备注", "Remarks"),
  ],
};

/** 报价: what is offered to the customer. */
export const quote: EntityDocument = {
  kind: "entity",
  id: "quote",
  version: 1,
  name: { zh: "报价", en: "Quote" },
  plural: { zh: "报价单", en: "Quotes" },
  icon: "quote",
  color: "#ca8a04",
  titleField: "no",
  owned: true,
  fields: [
    field("no", "auto-number", "报价编号", "No.", { settings: dailyNumber("BJ") }),
    field("opportunity", "reference", "商机", "Opportunity", {
      required: true,
      settings: { entity: "opportunity" },
    }),
    field("customer", "reference", "客户", "Customer", { settings: { entity: "customer" } }),
    field("status", "stage", "审批状态", "Approval", {
      required: true,
      default: "draft",
      settings: stages(
        ["draft", "草稿", "Draft", "gray", 0, "open"],
        ["approving", "审批中", "In approval", "gold", 0, "open"],
        ["approved", "已通过", "Approved", "green", 100, "won"],
        ["rejected", "已拒绝", "Rejected", "red", 0, "lost"],
        ["returned", "已退回", "Returned", "orange", 0, "open"],
      ),
    }),
    field("valid_to", "date", "有效期至", "Valid until"),
    field("base_amount", "money", "商机金额", "Amount of the opportunity", {
      help: { zh: "没有明细时按此金额报价", en: "Quoted while there are no lines" },
    }),
    field("lines", "sub-table", "报价明细", "Lines", { settings: { entity: "quote_line" } }),
    field("total", "formula", "报价总额", "Total", {
      settings: amountFormula({
        if: [
          { ">": [{ count: [{ var: "lines" }] }, 0] },
          { sum: [{ var: "lines" }, { var: "amount" }] },
          { var: "base_amount" },
        ],
      }),
    }),
    field("remark", "long-text", "备注", "Remarks"),
  ],
};

/** 报价明细: one line of a quote. */
export const quoteLine: EntityDocument = {
  kind: "entity",
  id: "quote_line",
  version: 1,
  name: { zh: "报价明细", en: "Quote line" },
  plural: { zh: "报价明细", en: "Quote lines" },
  icon: "lines",
  color: "#a16207",
  titleField: "product",
  owned: false,
  parent: { entity: "quote", field: "lines" },
  fields: [
    field("product", "text", "产品", "Product", { required: true }),
    field("quantity", "number", "数量", "Quantity", {
      required: true,
      default: 1,
      settings: { decimals: 2, min: 0 },
    }),
    field("price", "money", "单价", "Price", { required: true }),
    field("discount", "percent", "折扣", "Discount", {
      default: 0,
      settings: { decimals: 2, min: 0, max: 100 },
    }),
    field("amount", "formula", "小计", "Amount", {
      settings: amountFormula({
        "*": [{ var: "quantity" }, { var: "price" }, { "-": [1, { var: "discount" }] }],
      }),
    }),
  ],
};
