import { fail, ok } from "@mortise/kit";
import { defineField } from "../field-type.ts";
import { storedSetting } from "../setting-specs.ts";
import { switchSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { freeField, shownField, shownType } from "./shown-type.ts";

/** A field of the record that a reference points at, shown as if it were its own. */
export const lookupField = defineField({
  id: "lookup",
  name: { zh: "他表字段", en: "Lookup" },
  description: {
    zh: "显示关联记录的字段，如商机里显示客户的行业",
    en: "Shows a field of the related record, such as the customer's industry in a deal",
  },
  group: "computed",
  icon: "lookup",
  width: 150,
  settings: [
    {
      id: "reference",
      name: { zh: "通过哪个关联字段", en: "Through which reference" },
      kind: "field",
      accepts: ["reference"],
      required: true,
    },
    {
      id: "field",
      name: { zh: "显示对方的字段", en: "Field to show" },
      kind: "field",
      of: "reference",
      required: true,
    },
    storedSetting,
  ],
  example: { settings: { reference: "customer", field: "name", stored: true }, values: ["海尔智家"] },
  aggregates: ["count", "countDistinct", "sum", "avg", "min", "max"],
  computed: "on-write",
  importable: false,
  sortable: true,
  groupable: true,
  comparedAs: (field) => {
    const shown = shownField(field);
    return shownType(field).comparedAs?.(shown) ?? shown;
  },
  kind: (field) => shownType(field).kind(shownField(field)),
  column: (field) => {
    const column = shownType(field).column(shownField(field));
    return column && { type: column.type };
  },
  storage: (field) => (switchSetting(field, "stored") ? "column" : "computed"),
  derivation: (field) => {
    const reference = textSetting(field, "reference", undefined);
    const shown = textSetting(field, "field", undefined);
    if (reference === undefined || shown === undefined) return undefined;
    return { kind: "lookup", reference, field: shown, stored: switchSetting(field, "stored") };
  },
  targetEntity: (field) => shownType(field).targetEntity?.(shownField(field)),
  currency: (field) => shownType(field).currency?.(shownField(field)),
  options: (field) => shownType(field).options?.(shownField(field)) ?? [],
  parse: (input, field) => shownType(field).parse(input, freeField(field)),
  toText: (value, field, context) => shownType(field).toText(value, shownField(field), context),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("他表字段自动得出，不能导入", "A lookup is worked out and cannot be imported"),
  jsonSchema: (field) => ({ ...shownType(field).jsonSchema(shownField(field)), readOnly: true }),
});
