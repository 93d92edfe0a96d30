import type { FieldDefinition } from "@mortise/metadata";
import { dateField } from "../date/index.ts";
import { datetimeField } from "../datetime/index.ts";
import { defineField, type FieldType } from "../field-type.ts";
import { longTextField } from "../long-text/index.ts";
import { durationField } from "../duration/index.ts";
import { CURRENCIES } from "../money/currencies.ts";
import { moneyField } from "../money/index.ts";
import { numberField } from "../number/index.ts";
import { decimalsSetting } from "../setting-specs.ts";
import { settingOf, textSetting } from "../setting-values.ts";
import { switchField } from "../switch/index.ts";

/** The type that stands behind each kind of result. */
const RESULT_TYPES: Readonly<Record<string, FieldType>> = {
  number: numberField,
  money: moneyField,
  duration: durationField,
  text: longTextField,
  date: dateField,
  datetime: datetimeField,
  boolean: switchField,
};

/** The type whose rules the result of a formula field follows. */
function resultType(field: FieldDefinition): FieldType {
  const kind = textSetting(field, "resultKind", "number");
  return Object.hasOwn(RESULT_TYPES, kind) ? (RESULT_TYPES[kind] ?? numberField) : numberField;
}

/** A value worked out from other fields of the record on every write. */
export const formulaField = defineField({
  id: "formula",
  name: { zh: "公式", en: "Formula" },
  description: {
    zh: "由其他字段自动计算，如 数量 × 单价",
    en: "Worked out from other fields, such as quantity × price",
  },
  group: "computed",
  icon: "formula",
  width: 130,
  settings: [
    { id: "expression", name: { zh: "公式", en: "Formula" }, kind: "formula", required: true },
    {
      id: "resultKind",
      name: { zh: "结果类型", en: "Kind of result" },
      kind: "choice",
      required: true,
      default: "number",
      choices: [
        { value: "number", name: { zh: "数值", en: "Number" } },
        { value: "money", name: { zh: "金额", en: "Money" } },
        { value: "duration", name: { zh: "时长", en: "Duration" } },
        { value: "text", name: { zh: "文本", en: "Text" } },
        { value: "date", name: { zh: "日期", en: "Date" } },
        { value: "datetime", name: { zh: "日期时间", en: "Date and time" } },
        { value: "boolean", name: { zh: "是或否", en: "Yes or no" } },
      ],
    },
    {
      id: "currency",
      name: { zh: "币种", en: "Currency" },
      kind: "choice",
      default: "CNY",
      choices: CURRENCIES.map(({ code, name }) => ({ value: code, name })),
      visibleWhen: { setting: "resultKind", in: ["money"] },
    },
    { ...decimalsSetting(2), visibleWhen: { setting: "resultKind", in: ["number", "money"] } },
  ],
  example: {
    settings: {
      expression: { "*": [{ var: "quantity" }, { var: "price" }] },
      resultKind: "number",
      decimals: 2,
    },
    values: ["12.50"],
  },
  aggregates: ["count", "sum", "avg", "min", "max"],
  computed: "on-write",
  comparedAs: (field) => ({ ...asResult(field), type: resultType(field).id }),
  sortable: true,
  groupable: true,
  kind: (field) => resultType(field).kind(field),
  currency: (field) => resultType(field).currency?.(asResult(field)),
  column: (field) => resultType(field).column(asResult(field)),
  expression: (field) => settingOf(field, "expression"),
  parse: (input, field) => resultType(field).parse(input, asResult(field)),
  toText: (value, field, context) => resultType(field).toText(value, asResult(field), context),
  fromText: (text, field, context) => resultType(field).fromText(text, asResult(field), context),
  jsonSchema: (field) => ({ ...resultType(field).jsonSchema(asResult(field)), readOnly: true }),
});

/** The field as its result type sees it: two decimals unless set otherwise. */
function asResult(field: FieldDefinition): FieldDefinition {
  return { ...field, settings: { decimals: 2, ...field.settings } };
}
