import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";

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
    field("name", "text", ["目标名称", "Name"], { required: true }),
    field("person", "user", ["人员", "Person"]),
    field("department", "team", ["团队", "Team"]),
    field("month", "date", ["月份", "Month"], { required: true }),
    field("metric", "select", ["指标", "Metric"], {
      required: true,
      settings: options(
        ["won_amount", "成交额", "Won amount", "green"],
        ["new_customers", "新客户数", "New customers", "blue"],
        ["followups", "跟进次数", "Follow-ups", "gold"],
      ),
    }),
    field("value", "number", ["目标值", "Value"], { required: true, settings: { decimals: 2 } }),
  ],
};
