import type { EntityDocument } from "@mortise/metadata";
import { field, options } from "../field-shorthand.ts";
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
    field("type", "select", ["跟进方式", "How"], {
      required: true,
      default: "call",
      settings: options(...FOLLOW_UP_TYPES),
    }),
    field("content", "long-text", ["跟进内容", "What happened"], { required: true }),
    field("effective", "switch", ["有效沟通", "Reached the person"], { default: true }),
    field("next_at", "datetime", ["下次跟进时间", "Next follow-up"]),
    field("lead", "reference", ["线索", "Lead"], { settings: { entity: "lead" } }),
    field("customer", "reference", ["客户", "Customer"], { settings: { entity: "customer" } }),
    field("opportunity", "reference", ["商机", "Opportunity"], { settings: { entity: "opportunity" } }),
    field("files", "attachment", ["附件", "Files"]),
  ],
};
