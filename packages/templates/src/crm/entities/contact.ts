import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";

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
    field("name", "text", ["姓名", "Name"], { required: true }),
    field("customer", "reference", ["客户", "Customer"], {
      required: true,
      settings: { entity: "customer", onDelete: "cascade" },
    }),
    field("mobile", "mobile", ["手机", "Mobile"]),
    field("wechat", "text", ["微信", "WeChat"]),
    field("email", "email", ["邮箱", "E-mail"]),
    field("title", "text", ["职务", "Job title"]),
    field("decision_maker", "switch", ["关键决策人", "Decision maker"]),
    field("role", "select", ["角色", "Role"], {
      settings: options(
        ["decides", "决策", "Decides", "red"],
        ["influences", "影响", "Influences", "gold"],
        ["uses", "使用", "Uses", "blue"],
        ["buys", "采购", "Buys", "green"],
      ),
    }),
    field("deals", "reverse-list", ["参与商机", "Opportunities involved in"], {
      settings: { entity: "opportunity", field: "contacts" },
    }),
    field("birthday", "date", ["生日", "Birthday"]),
  ],
};
