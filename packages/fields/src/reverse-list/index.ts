import { fail, ok } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { asMultiple, idsSchema, idsToText, parseIds } from "../people.ts";
import { entitySetting } from "../setting-specs.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

/** The records of another entity that point at this one (1:N): worked out, never kept. */
export const reverseListField = defineField({
  id: "reverse-list",
  name: { zh: "反向列表", en: "Reverse list" },
  description: {
    zh: "列出指向本记录的其他记录，如客户的全部商机",
    en: "All records that point at this one, such as the deals of a customer",
  },
  group: "relation",
  icon: "list",
  width: 200,
  settings: [
    { ...entitySetting, name: { zh: "对方实体", en: "Other entity" } },
    {
      id: "field",
      name: { zh: "对方的关联字段", en: "Its reference field" },
      kind: "field",
      of: "entity",
      accepts: ["reference", "references"],
      required: true,
    },
  ],
  example: {
    settings: { entity: "opportunity", field: "customer" },
    values: [["01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d"]],
  },
  aggregates: [],
  computed: "on-write",
  importable: false,
  kind: () => "references",
  column: () => ({ type: "uuid[]" }),
  storage: () => "computed",
  targetEntity: (field) => textSetting(field, "entity", undefined),
  derivation: (field) => {
    const entity = textSetting(field, "entity", undefined);
    const link = textSetting(field, "field", undefined);
    return entity === undefined || link === undefined ? undefined : { kind: "reverse", entity, field: link };
  },
  parse: (input, field) =>
    parseIds(input, asMultiple(field), { id: textSetting(field, "entity", ""), zh: "记录", en: "record" }),
  toText: (value, _field, context) => idsToText(value, context),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("反向列表自动得出，不能导入", "A reverse list is worked out and cannot be imported"),
  jsonSchema: (field) => ({ ...idsSchema(asMultiple(field)), readOnly: true }),
});
