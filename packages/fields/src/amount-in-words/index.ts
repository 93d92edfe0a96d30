import { fail, ok } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { defineField } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

const LONGEST = 200;
const WORDS = /^负?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+$/;

/** An amount in Chinese capital numerals as contracts and receipts ask for, worked out from another field. */
export const amountInWordsField = defineField({
  id: "amount-in-words",
  name: { zh: "大写金额", en: "Amount in words" },
  description: {
    zh: "由金额或数值字段自动得出，用于合同、收据",
    en: "The capital numerals of an amount, for contracts and receipts",
  },
  group: "computed",
  icon: "amount-in-words",
  width: 240,
  settings: [
    {
      id: "field",
      name: { zh: "哪个金额", en: "Of which amount" },
      kind: "field",
      accepts: ["number"],
      required: true,
      help: { zh: "金额、数值或数值公式字段", en: "A field of money, a number, or a formula that gives one" },
    },
  ],
  example: { settings: { field: "amount" }, values: ["壹仟贰佰叁拾肆元伍角陆分", "零元整"] },
  aggregates: ["count"],
  computed: "on-write",
  importable: false,
  searchable: true,
  kind: () => "text",
  column: () => ({ type: "text" }),
  comparedAs: (field) => ({ ...field, type: "text", settings: {} }),
  expression: (field: FieldDefinition) => {
    const amount = textSetting(field, "field", undefined);
    return amount === undefined ? undefined : { rmbUppercase: [{ var: amount }] };
  },
  parse: (input) => {
    if (isEmptyInput(input)) return ok(null);
    return typeof input === "string" && input.length <= LONGEST && WORDS.test(input.trim())
      ? ok(input.trim())
      : fail("大写金额自动得出，不能填写", "An amount in words is worked out and cannot be entered");
  },
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("大写金额自动得出，不能导入", "An amount in words is worked out and cannot be imported"),
  jsonSchema: () => ({ type: "string", readOnly: true, example: "壹仟元整" }),
});
