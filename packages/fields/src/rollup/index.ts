import { fail, ok } from "@mortise/kit";
import type { FieldDefinition, RollupFunction } from "@mortise/metadata";
import { defineField, type FieldType } from "../field-type.ts";
import { freeField, shownField, shownType } from "../lookup/shown-type.ts";
import { numberField } from "../number/index.ts";
import { decimalsSetting, storedSetting } from "../setting-specs.ts";
import { switchSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";

const FUNCTIONS: readonly { readonly value: RollupFunction; readonly zh: string; readonly en: string }[] = [
  { value: "count", zh: "记录数", en: "Number of records" },
  { value: "sum", zh: "求和", en: "Sum" },
  { value: "avg", zh: "平均", en: "Average" },
  { value: "min", zh: "最小 / 最早", en: "Least / earliest" },
  { value: "max", zh: "最大 / 最晚", en: "Greatest / latest" },
  { value: "countDistinct", zh: "不重复的个数", en: "Number of different values" },
];
const OF_FIELD = FUNCTIONS.map(({ value }) => value).filter((value) => value !== "count");

/** One figure over the records of a list: count, sum, average, least, greatest, number of different values. */
export const rollupField = defineField({
  id: "rollup",
  name: { zh: "汇总", en: "Rollup" },
  description: {
    zh: "汇总关联记录，如客户的赢单金额、进行中的商机数",
    en: "A figure over related records, such as the amount won with a customer",
  },
  group: "computed",
  icon: "sum",
  width: 130,
  align: "right",
  settings: [
    {
      id: "list",
      name: { zh: "汇总哪个列表", en: "List to total" },
      kind: "field",
      accepts: ["rows", "references"],
      required: true,
      help: {
        zh: "子表、关联多条记录或反向列表字段；没有时请先添加反向列表",
        en: "A sub-table, several references or a reverse list; add a reverse list first if there is none",
      },
    },
    {
      id: "function",
      name: { zh: "汇总方式", en: "Figure" },
      kind: "choice",
      required: true,
      default: "count",
      choices: FUNCTIONS.map(({ value, zh, en }) => ({ value, name: { zh, en } })),
    },
    {
      id: "field",
      name: { zh: "汇总对方的字段", en: "Field to total" },
      kind: "field",
      of: "list",
      visibleWhen: { setting: "function", in: OF_FIELD },
    },
    {
      id: "filter",
      name: { zh: "只汇总符合条件的记录", en: "Only records that meet" },
      kind: "condition",
      of: "list",
    },
    { ...decimalsSetting(2), visibleWhen: { setting: "function", in: ["avg"] } },
    storedSetting,
  ],
  example: { settings: { list: "opportunities", function: "count", stored: true }, values: ["3"] },
  aggregates: ["count", "sum", "avg", "min", "max"],
  computed: "on-write",
  importable: false,
  sortable: true,
  groupable: true,
  comparedAs: (field) => {
    const shown = resultField(field);
    return resultType(field).comparedAs?.(shown) ?? shown;
  },
  kind: (field) => resultType(field).kind(resultField(field)),
  column: (field) => {
    const column = resultType(field).column(resultField(field));
    return { type: column?.type ?? "text" };
  },
  storage: (field) => (switchSetting(field, "stored") ? "column" : "computed"),
  derivation: (field) => {
    const list = textSetting(field, "list", undefined);
    const shown = functionOf(field) === "count" ? undefined : textSetting(field, "field", undefined);
    const filter = field.settings?.["filter"];
    if (list === undefined) return undefined;
    return {
      kind: "rollup",
      list,
      function: functionOf(field),
      ...(shown === undefined ? {} : { field: shown }),
      ...(filter === undefined || filter === null ? {} : { filter }),
      stored: switchSetting(field, "stored"),
    };
  },
  currency: (field) =>
    AMOUNTS.has(functionOf(field)) ? shownType(field).currency?.(shownField(field)) : undefined,
  parse: (input, field) => resultType(field).parse(input, freeResult(field)),
  toText: (value, field, context) => resultType(field).toText(value, resultField(field), context),
  fromText: (text) =>
    isEmptyInput(text)
      ? ok(null)
      : fail("汇总自动得出，不能导入", "A rollup is worked out and cannot be imported"),
  jsonSchema: (field) => ({ ...resultType(field).jsonSchema(resultField(field)), readOnly: true }),
});

/** Figures that are amounts of money when what they total is. */
const AMOUNTS: ReadonlySet<RollupFunction> = new Set(["sum", "avg", "min", "max"]);

function functionOf(field: FieldDefinition): RollupFunction {
  const given = textSetting(field, "function", "count");
  return FUNCTIONS.find(({ value }) => value === given)?.value ?? "count";
}

/** Whether the result is a value of the totalled field: a sum, the least, the greatest. */
function isOfSource(field: FieldDefinition): boolean {
  const name = functionOf(field);
  if (field.source === undefined) return false;
  // An average of durations is one; of numbers it has decimals of its own.
  if (name === "avg") return shownType(field).kind(shownField(field)) === "duration";
  return name === "sum" || name === "min" || name === "max";
}

function resultType(field: FieldDefinition): FieldType {
  return isOfSource(field) ? shownType(field) : numberField;
}

function resultField(field: FieldDefinition): FieldDefinition {
  if (isOfSource(field)) return shownField(field);
  const decimals =
    functionOf(field) === "avg" ? { decimals: field.settings?.["decimals"] ?? 2 } : { decimals: 0 };
  return { ...field, type: numberField.id, settings: decimals };
}

function freeResult(field: FieldDefinition): FieldDefinition {
  return isOfSource(field) ? freeField(field) : resultField(field);
}
