import type { EntityDocument } from "@mortise/metadata";
import { dailyNumber, field, stages } from "../field-shorthand.ts";

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
    { entity: "contract", field: "opportunity" },
  ],
  fields: [
    field("no", "auto-number", ["商机编号", "No."], { settings: dailyNumber("SJ") }),
    field("name", "text", ["商机名称", "Name"], { required: true }),
    field("customer", "reference", ["客户", "Customer"], {
      required: true,
      settings: { entity: "customer" },
    }),
    field("contact", "reference", ["联系人", "Contact"], { settings: { entity: "contact" } }),
    field("contacts", "references", ["参与联系人", "Contacts involved"], { settings: { entity: "contact" } }),
    field("customer_grade", "lookup", ["客户级别", "Customer grade"], {
      settings: { reference: "customer", field: "grade" },
    }),
    field("lead", "reference", ["来源线索", "From lead"], { settings: { entity: "lead" } }),
    field("stage", "stage", ["阶段", "Stage"], {
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
    field("amount", "money", ["预计金额", "Amount"]),
    field("close_date", "date", ["预计成交日期", "Expected close"]),
    field("won_at", "datetime", ["赢单时间", "Won at"], { readOnly: true }),
    field("competitor", "text", ["竞争对手", "Competitor"]),
    field("lost_reason", "text", ["输单原因", "Reason for losing"]),
    field("remark", "long-text", ["备注", "Remarks"]),
  ],
};
