import { ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import {
  decimalsNeeded,
  groupThousands,
  INTEGER_DIGITS,
  type NumberShape,
  numericShare,
  readNumber,
  shapeNumber,
} from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { decimalsSetting, maximumSetting, minimumSetting } from "../setting-specs.ts";
import { localizedSetting, numberSetting, switchSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

const CODE_HEADER = /编号|序号|编码|代码|证号|账号|\bid\b|\bno\b|code/i;
const NO_UNIT = { zh: "", en: "" };

/** An exact number with a fixed count of decimals. */
export const numberField = defineField({
  id: "number",
  name: { zh: "数值", en: "Number" },
  description: { zh: "数量、评分等可计算的数字", en: "A quantity or score to calculate with" },
  named:
    /(数量|人数|件数|个数|次数|重量|面积|长度|宽度|高度|年龄|库存|台数|吨位|容量)$|\b(quantity|qty|count|number of .+|weight|area|length|width|height|age|stock)$/i,
  group: "number",
  icon: "number",
  width: 120,
  align: "right",
  settings: [
    decimalsSetting(0),
    minimumSetting,
    maximumSetting,
    { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "localized-text" },
    { id: "thousands", name: { zh: "千位分隔", en: "Thousands separators" }, kind: "switch", default: true },
  ],
  example: {
    settings: { decimals: 2, unit: { zh: "台", en: "pcs" } },
    values: ["1234567.50", "-0.01", "0.00"],
  },
  aggregates: ["count", "countDistinct", "sum", "avg", "min", "max"],
  sortable: true,
  groupable: true,
  canBeUnique: true,
  kind: () => "number",
  column: (field) => {
    const { decimals } = shapeOf(field);
    return { type: `numeric(${INTEGER_DIGITS + decimals},${decimals})` };
  },
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : shapeNumber(input, shapeOf(field))),
  toText: (value, field, { locale }) => {
    if (typeof value !== "string" && typeof value !== "number") return "";
    const digits = String(value);
    const unit = localizedSetting(field, "unit", NO_UNIT)[locale];
    const shown = switchSetting(field, "thousands", true) ? groupThousands(digits) : digits;
    return unit ? `${shown} ${unit}` : shown;
  },
  fromText: (text, field) => readField(text, field),
  guess: (samples, header) => {
    const share = numericShare(samples);
    return share < 0.8 ? 0 : CODE_HEADER.test(header) ? 0.15 : 0.8 * share;
  },
  guessSettings: (samples) => ({ decimals: decimalsNeeded(samples), thousands: true }),
  jsonSchema: (field) => ({
    type: ["string", "number"],
    description: `Exact decimal as string, ${shapeOf(field).decimals} decimals; a JSON number is accepted`,
    example: "12",
  }),
  publicInput: (field) => {
    const unit = localizedSetting(field, "unit", NO_UNIT).zh;
    return {
      kind: "input",
      type: "text",
      inputMode: "decimal",
      reads: "text",
      ...(unit ? { suffix: unit } : {}),
    };
  },
});

function shapeOf(field: FieldDefinition): NumberShape {
  return {
    decimals: numberSetting(field, "decimals", 0),
    min: numberSetting(field, "min", undefined),
    max: numberSetting(field, "max", undefined),
  };
}

function readField(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const unit = localizedSetting(field, "unit", NO_UNIT);
  let rest = narrowText(text);
  for (const suffix of [unit.zh, unit.en]) {
    if (suffix && rest.endsWith(narrowText(suffix))) rest = rest.slice(0, -narrowText(suffix).length).trim();
  }
  const read = readNumber(rest);
  return read.ok ? shapeNumber(read.value, shapeOf(field)) : read;
}
