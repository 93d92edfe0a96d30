import { defineField } from "../field-type.ts";
import { idsSchema, idsToText, parseIds, readIds } from "../people.ts";
import { deleteRuleSetting, entitySetting } from "../setting-specs.ts";
import { deleteRuleOf, switchSetting, textSetting } from "../setting-values.ts";

const RECORD = { zh: "记录", en: "record" };

/** One record of another entity (N:1), kept as a foreign key. */
export const referenceField = defineField({
  id: "reference",
  name: { zh: "关联记录", en: "Reference" },
  description: {
    zh: "指向另一个实体的一条记录，如所属客户",
    en: "One record of another entity, such as the customer",
  },
  group: "relation",
  icon: "link",
  width: 170,
  settings: [
    entitySetting,
    deleteRuleSetting,
    {
      id: "tree",
      name: { zh: "上下级关系", en: "Leads up a tree" },
      kind: "switch",
      default: false,
      help: {
        zh: "关联当前实体自己时可用：如上级公司、上级部门；不允许循环",
        en: "For references to the same entity, such as a parent company: no circles",
      },
    },
    {
      id: "filter",
      name: { zh: "可选范围", en: "Which records can be chosen" },
      kind: "condition",
      of: "entity",
      help: { zh: "留空表示全部可选", en: "Empty means all of them" },
    },
  ],
  example: { settings: { entity: "customer" }, values: ["01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  canBeUnique: true,
  kind: () => "reference",
  column: (field) => {
    const entity = textSetting(field, "entity", undefined);
    return entity === undefined ? { type: "uuid" } : { type: "uuid", references: { entity } };
  },
  targetEntity: (field) => textSetting(field, "entity", undefined),
  deleteRule: (field) => deleteRuleOf(field),
  isTree: (field) => switchSetting(field, "tree"),
  parse: (input, field) => parseIds(input, field, { id: textSetting(field, "entity", ""), ...RECORD }),
  toText: (value, _field, context) => idsToText(value, context),
  fromText: (text, field, context) =>
    readIds(text, field, context, { id: textSetting(field, "entity", ""), ...RECORD }),
  jsonSchema: (field) => idsSchema(field),
});
