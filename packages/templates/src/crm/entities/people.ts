import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";
import { GRADES, INDUSTRIES, SIZES, SOURCES } from "../option-sets.ts";

/** 客户: a company that buys or is about to. */
export const customer: EntityDocument = {
  kind: "entity",
  id: "customer",
  version: 1,
  name: { zh: "客户", en: "Customer" },
  plural: { zh: "客户", en: "Customers" },
  icon: "customer",
  color: "#0f766e",
  titleField: "name",
  owned: true,
  timeline: [
    { entity: "followup", field: "customer" },
    { entity: "opportunity", field: "customer" },
  ],
  fields: [
    field("name", "text", "客户名称", "Name", { required: true }),
    field("uscc", "text", "统一社会信用代码", "Credit code", { unique: true }),
    field("industry", "select", "行业", "Industry", { settings: options(...INDUSTRIES) }),
    field("size", "select", "规模", "Company size", { settings: options(...SIZES) }),
    field("grade", "select", "级别", "Grade", { settings: options(...GRADES) }),
    field("source", "select", "来源", "Source", { settings: options(...SOURCES) }),
    field("region", "region", "地区", "Region"),
    field("address", "text", "地址", "Address"),
    field("phone", "text", "电话", "Phone"),
    field("website", "url", "网址", "Website"),
    field("status", "select", "状态", "Status", {
      default: "potential",
      settings: options(
        ["potential", "潜在", "Potential", "gray"],
        ["intent", "意向", "Interested", "blue"],
        ["deal", "成交", "Customer", "green"],
        ["lost", "流失", "Lost", "red"],
      ),
    }),
    field("remark", "long-text", "备注", "Remarks"),
    field("files", "attachment", "附件", "Files"),
  ],
};

/** 联系人: a person at a customer. */
export const contact: EntityDocument = {
  kind: "entity",
  id: "contact",
  version: 1,
  name: { zh: "联系人", en: "Contact" },
  plural: { zh: "联系人", en: "Contacts" },
  icon: "contact",
  color: "#0891b2",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", "姓名", "Name", { required: true }),
    field("customer", "reference", "客户", "Customer", { required: true, settings: { entity: "customer" } }),
    field("mobile", "mobile", "手机", "Mobile"),
    field("wechat", "text", "微信", "WeChat"),
    field("email", "email", "邮箱", "E-mail"),
    field("title", "text", "职务", "Job title"),
    field("decision_maker", "switch", "关键决策人", "Decision maker"),
    field("role", "select", "角色", "Role", {
      settings: options(
        ["decides", "决策", "Decides", "red"],
        ["influences", "影响", "Influences", "gold"],
        ["uses", "使用", "Uses", "blue"],
        ["buys", "采购", "Buys", "green"],
      ),
    }),
    field("birthday", "date", "生日", "Birthday"),
  ],
};

/** 市场活动: what brought leads in, and what it cost. */
export const campaign: EntityDocument = {
  kind: "entity",
  id: "campaign",
  version: 1,
  name: { zh: "市场活动", en: "Campaign" },
  plural: { zh: "市场活动", en: "Campaigns" },
  icon: "campaign",
  color: "#c026d3",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", "活动名称", "Name", { required: true }),
    field("channel", "select", "渠道", "Channel", {
      settings: options(
        ["online", "线上投放", "Online ads", "blue"],
        ["expo", "展会", "Trade fair", "orange"],
        ["seminar", "研讨会", "Seminar", "purple"],
        ["partner", "渠道合作", "Partner", "green"],
      ),
    }),
    field("budget", "money", "预算", "Budget"),
    field("cost", "money", "实际费用", "Cost"),
    field("start", "date", "开始日期", "Start"),
    field("end", "date", "结束日期", "End"),
  ],
};

/** 目标: what a person or team is to reach in a month. */
export const target: EntityDocument = {
  kind: "entity",
  id: "target",
  version: 1,
  name: { zh: "目标", en: "Target" },
  plural: { zh: "销售目标", en: "Targets" },
  icon: "target",
  color: "#dc2626",
  titleField: "name",
  owned: true,
  fields: [
    field("name", "text", "目标名称", "Name", { required: true }),
    field("person", "user", "人员", "Person"),
    field("department", "team", "团队", "Team"),
    field("month", "date", "月份", "Month", { required: true }),
    field("metric", "select", "指标", "Metric", {
      required: true,
      settings: options(
        ["won_amount", "成交额", "Won amount", "green"],
        ["new_customers", "新客户数", "New customers", "blue"],
        ["followups", "跟进次数", "Follow-ups", "gold"],
      ),
    }),
    field("value", "number", "目标值", "Value", { required: true, settings: { decimals: 2 } }),
  ],
};
