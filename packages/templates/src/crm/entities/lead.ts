import type { EntityDocument } from "@mortise/metadata";
import { dailyNumber, field, options, stages } from "../field-shorthand.ts";
import { GRADES, INDUSTRIES, PRODUCTS, SIZES, SOURCES } from "../option-sets.ts";

const system = { readOnly: true } as const;

/** 线索: someone who may buy, not yet qualified. */
export const lead: EntityDocument = {
  kind: "entity",
  id: "lead",
  version: 1,
  name: { zh: "线索", en: "Lead" },
  plural: { zh: "线索", en: "Leads" },
  icon: "lead",
  color: "#2563eb",
  description: {
    zh: "有购买可能、还没有确认的人或公司",
    en: "A person or company that may buy, not yet qualified",
  },
  titleField: "name",
  // What somebody is looked up by: not the marks of campaigns, nor places, which have a filter of their own.
  searchFields: ["no", "name", "company", "mobile", "wechat", "email", "needs", "external_id"],
  owned: true,
  pool: {},
  timeline: [{ entity: "followup", field: "lead" }],
  fields: [
    field("no", "auto-number", ["线索编号", "Lead no."], { settings: dailyNumber("XS") }),
    field("name", "text", ["姓名", "Name"], { required: true }),
    field("company", "text", ["公司", "Company"]),
    field("mobile", "mobile", ["手机", "Mobile"]),
    field("wechat", "text", ["微信", "WeChat"]),
    field("email", "email", ["邮箱", "E-mail"]),
    field("region", "region", ["地区", "Region"]),
    field("address", "text", ["地址", "Address"]),
    field("source", "select", ["来源", "Source"], {
      required: true,
      default: "other",
      settings: options(...SOURCES),
    }),
    field("campaign", "reference", ["市场活动", "Campaign"], { settings: { entity: "campaign" } }),
    field("industry", "select", ["行业", "Industry"], { settings: options(...INDUSTRIES) }),
    field("size", "select", ["规模", "Company size"], { settings: options(...SIZES) }),
    field("products", "multi-select", ["意向产品", "Products of interest"], {
      settings: options(...PRODUCTS),
    }),
    field("est_amount", "money", ["预计金额", "Expected amount"]),
    field("est_date", "date", ["预计成交日期", "Expected date"]),
    field("needs", "long-text", ["需求", "Needs"]),
    field("grade", "select", ["等级", "Grade"], { settings: options(...GRADES) }),
    field("score", "number", ["评分", "Score"], { settings: { decimals: 0, min: 0, max: 1000 } }),
    field("status", "stage", ["状态", "Status"], {
      required: true,
      default: "unassigned",
      settings: stages(
        ["unassigned", "待分配", "Unassigned", "gray", 0, "open"],
        ["to_follow", "待跟进", "To follow up", "gold", 10, "open"],
        ["following", "跟进中", "Following up", "blue", 30, "open"],
        ["converted", "已转化", "Converted", "green", 100, "won"],
        ["invalid", "无效", "Invalid", "red", 0, "invalid"],
      ),
    }),
    field("invalid_reason", "select", ["无效原因", "Reason for invalid"], {
      settings: options(
        ["dead_number", "空号停机", "Number out of service"],
        ["no_answer", "多次未接", "No answer"],
        ["not_target", "非目标客户", "Not a target"],
        ["no_need", "无需求", "No need"],
        ["competitor", "已选竞品", "Chose a competitor"],
        ["duplicate", "重复", "Duplicate"],
        ["spam", "恶意", "Spam"],
      ),
    }),
    field("assigned_at", "datetime", ["分配时间", "Assigned at"], system),
    field("first_follow_at", "datetime", ["首次跟进", "First follow-up"], system),
    field("last_follow_at", "datetime", ["最近跟进", "Last follow-up"], system),
    field("next_follow_at", "datetime", ["下次跟进", "Next follow-up"]),
    field("follow_count", "number", ["跟进次数", "Follow-ups"], {
      ...system,
      default: 0,
      settings: { decimals: 0 },
    }),
    field("recycle_count", "number", ["回收次数", "Times recycled"], {
      ...system,
      default: 0,
      settings: { decimals: 0 },
    }),
    field("customer", "reference", ["转化客户", "Converted to"], { settings: { entity: "customer" } }),
    field("external_id", "text", ["外部编号", "External id"], {
      unique: true,
      help: { zh: "来自其他系统的编号，不能重复", en: "Id in another system; unique" },
    }),
    field("utm_source", "text", ["utm_source", "utm_source"]),
    field("utm_campaign", "text", ["utm_campaign", "utm_campaign"]),
    field("landing_url", "url", ["落地页", "Landing page"]),
  ],
};
