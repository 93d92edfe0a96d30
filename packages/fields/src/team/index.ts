import { defineField } from "../field-type.ts";
import { idsSchema, idsToText, isMultiple, type LinkTarget, parseIds, readIds, scopeOf } from "../people.ts";
import { multipleSetting, scopeSetting } from "../setting-specs.ts";

const TARGET: LinkTarget = { id: "team", zh: "团队", en: "team" };

/** One team of the system, or several. */
export const teamField = defineField({
  id: "team",
  name: { zh: "团队", en: "Team" },
  description: { zh: "部门、销售团队", en: "A department or sales team" },
  named: /(部门|团队|小组)$|\b(team|department)$/i,
  group: "people",
  icon: "team",
  width: 130,
  settings: [multipleSetting, scopeSetting],
  example: { settings: {}, values: ["01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  kind: (field) => (isMultiple(field) ? "teams" : "team"),
  column: (field) =>
    isMultiple(field) ? { type: "uuid[]" } : { type: "uuid", references: { system: "team" } },
  scope: scopeOf,
  parse: (input, field) => parseIds(input, field, TARGET),
  toText: (value, _field, context) => idsToText(value, context),
  fromText: (text, field, context) => readIds(text, field, context, TARGET),
  jsonSchema: (field) => idsSchema(field),
});
