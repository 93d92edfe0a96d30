import { counted, fail, type Result } from "@mortise/kit";
import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { asMultiple, idsSchema, idsToText, type LinkTarget, parseIds, readIds } from "../people.ts";
import { deleteRuleSetting, entitySetting } from "../setting-specs.ts";
import { numberSetting, settingOf, textSetting } from "../setting-values.ts";

const MOST_LINKS = 500;

function target(field: FieldDefinition): LinkTarget {
  return { id: textSetting(field, "entity", ""), zh: "记录", en: "record" };
}

/** Several records of another entity (N:M), kept in a table of links with foreign keys on both sides. */
export const referencesField = defineField({
  id: "references",
  name: { zh: "关联多条记录", en: "Several references" },
  description: {
    zh: "指向另一个实体的多条记录，如参与商机的多位联系人",
    en: "Several records of another entity, such as all contacts of a deal",
  },
  group: "relation",
  icon: "links",
  width: 200,
  settings: [
    entitySetting,
    { ...deleteRuleSetting, choices: (deleteRuleSetting.choices ?? []).slice(0, 2) },
    {
      id: "most",
      name: { zh: "最多选几条", en: "Most records" },
      kind: "number",
      min: 1,
      max: MOST_LINKS,
    },
    {
      id: "filter",
      name: { zh: "可选范围", en: "Which records can be chosen" },
      kind: "condition",
      of: "entity",
      help: { zh: "留空表示全部可选", en: "Empty means all of them" },
    },
  ],
  example: { settings: { entity: "contact" }, values: [["01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d"]] },
  aggregates: ["count"],
  groupable: true,
  kind: () => "references",
  column: () => ({ type: "uuid[]" }),
  storage: () => "links",
  targetEntity: (field) => textSetting(field, "entity", undefined),
  // Links to a deleted record are hidden with it and come back with it; nothing is deleted along.
  deleteRule: (field) => (settingOf(field, "onDelete") === "restrict" ? "restrict" : "clear"),
  parse: (input, field) => withinMost(parseIds(input, asMultiple(field), target(field)), field),
  toText: (value, _field, context) => idsToText(value, context),
  fromText: (text, field, context) =>
    withinMost(readIds(text, asMultiple(field), context, target(field)), field),
  jsonSchema: (field) => idsSchema(asMultiple(field)),
});

function withinMost(read: Result<Value>, field: FieldDefinition): Result<Value> {
  const most = Math.min(numberSetting(field, "most", MOST_LINKS), MOST_LINKS);
  if (!read.ok || !Array.isArray(read.value) || read.value.length <= most) return read;
  const count = read.value.length;
  return fail(
    `最多选 ${most} 条，现在有 ${count} 条`,
    `At most ${counted(most, "record")}, this has ${count}`,
  );
}
