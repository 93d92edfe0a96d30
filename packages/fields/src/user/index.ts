import { defineField } from "../field-type.ts";
import { idsSchema, idsToText, isMultiple, type LinkTarget, parseIds, readIds, scopeOf } from "../people.ts";
import { multipleSetting, scopeSetting } from "../setting-specs.ts";

const TARGET: LinkTarget = { id: "user", zh: "成员", en: "user" };

/** One user of the system, or several. */
export const userField = defineField({
  id: "user",
  name: { zh: "成员", en: "User" },
  description: { zh: "负责人、协作人等企业成员", en: "A person of your organisation" },
  named:
    /(负责人|经办人|跟进人|接待人|销售员?|业务员|申请人|审批人|处理人|客户经理|对接人|录入人)$|\b(owner|assignee|salesperson|sales rep|responsible)$/i,
  group: "people",
  icon: "user",
  width: 120,
  settings: [multipleSetting, scopeSetting],
  example: { settings: {}, values: ["01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  kind: (field) => (isMultiple(field) ? "users" : "user"),
  column: (field) =>
    isMultiple(field) ? { type: "uuid[]" } : { type: "uuid", references: { system: "user" } },
  scope: scopeOf,
  parse: (input, field) => parseIds(input, field, TARGET),
  toText: (value, _field, context) => idsToText(value, context),
  fromText: (text, field, context) => readIds(text, field, context, TARGET),
  jsonSchema: (field) => idsSchema(field),
});
