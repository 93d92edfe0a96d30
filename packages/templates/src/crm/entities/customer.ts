import type { Json } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";
import { GRADES, INDUSTRIES, SIZES, SOURCES } from "../option-sets.ts";

const WON: Json = { "==": [{ var: "stage" }, "won"] };
const OPEN: Json = { "!": [{ in: [{ var: "stage" }, ["won", "lost", "invalid"]] }] };

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
    { entity: "contract", field: "customer" },
  ],
  fields: [
    field("name", "text", ["客户名称", "Name"], { required: true }),
    field("uscc", "text", ["统一社会信用代码", "Credit code"], { unique: true }),
    field("industry", "select", ["行业", "Industry"], { settings: options(...INDUSTRIES) }),
    field("size", "select", ["规模", "Company size"], { settings: options(...SIZES) }),
    field("grade", "select", ["级别", "Grade"], { settings: options(...GRADES) }),
    field("source", "select", ["来源", "Source"], { settings: options(...SOURCES) }),
    field("region", "region", ["地区", "Region"]),
    field("address", "text", ["地址", "Address"]),
    field("phone", "text", ["电话", "Phone"]),
    field("website", "url", ["网址", "Website"]),
    field("status", "select", ["状态", "Status"], {
      default: "potential",
      settings: options(
        ["potential", "潜在", "Potential", "gray"],
        ["intent", "意向", "Interested", "blue"],
        ["deal", "成交", "Customer", "green"],
        ["lost", "流失", "Lost", "red"],
      ),
    }),
    field("above", "reference", ["上级公司", "Parent company"], {
      settings: { entity: "customer", tree: true },
    }),
    field("opportunities", "reverse-list", ["商机", "Opportunities"], {
      settings: { entity: "opportunity", field: "customer" },
    }),
    field("contacts", "reverse-list", ["联系人", "Contacts"], {
      settings: { entity: "contact", field: "customer" },
    }),
    field("open_count", "rollup", ["进行中商机", "Open opportunities"], {
      settings: { list: "opportunities", function: "count", filter: OPEN, stored: true },
    }),
    field("won_amount", "rollup", ["赢单金额", "Amount won"], {
      settings: { list: "opportunities", function: "sum", field: "amount", filter: WON, stored: true },
    }),
    field("remark", "long-text", ["备注", "Remarks"]),
    field("files", "attachment", ["附件", "Files"]),
  ],
};
