import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";

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
    field("name", "text", ["活动名称", "Name"], { required: true }),
    field("channel", "select", ["渠道", "Channel"], {
      settings: options(
        ["online", "线上投放", "Online ads", "blue"],
        ["expo", "展会", "Trade fair", "orange"],
        ["seminar", "研讨会", "Seminar", "purple"],
        ["partner", "渠道合作", "Partner", "green"],
      ),
    }),
    field("budget", "money", ["预算", "Budget"]),
    field("cost", "money", ["实际费用", "Cost"]),
    field("start", "date", ["开始日期", "Start"]),
    field("end", "date", ["结束日期", "End"]),
    field("poster", "image", ["海报", "Poster"], { settings: { maxCount: 3 } }),
  ],
};
