import { ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import {
  decimalsNeeded,
  groupThousands,
  INTEGER_DIGITS,
  type NumberShape,
  type Rounding,
  numericShare,
  readNumber,
  shapeNumber,
} from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { decimalsSetting, maximumSetting, minimumSetting } from "../setting-specs.ts";
import { localizedSetting, numberSetting, switchSetting, textSetting } from "../setting-values.ts";
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
    {
      id: "rounding",
      name: { zh: "多出的小数", en: "Further decimals" },
      kind: "choice",
      default: "half-up",
      choices: [
        { value: "half-up", name: { zh: "四舍五入", en: "Rounded" } },
        { value: "down", name: { zh: "舍去", en: "Cut off" } },
        { value: "up", name: { zh: "进位", en: "Rounded up" } },
      ],
    },
    { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "localized-text" },
    {
      id: "unitPlace",
      name: { zh: "单位写在", en: "Unit stands" },
      kind: "choice",
      default: "after",
      choices: [
        { value: "after", name: { zh: "数字后面", en: "Behind" } },
        { value: "before", name: { zh: "数字前面", en: "In front" } },
      ],
    },
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
    if (!unit) return shown;
    return hasUnitBefore(field) ? `${unit}${shown}` : `${shown} ${unit}`;
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
      ...(unit && !hasUnitBefore(field) ? { suffix: unit } : {}),
    };
  },
});

function shapeOf(field: FieldDefinition): NumberShape {
  return {
    decimals: numberSetting(field, "decimals", 0),
    min: numberSetting(field, "min", undefined),
    max: numberSetting(field, "max", undefined),
    rounding: roundingOf(field),
  };
}

function roundingOf(field: FieldDefinition): Rounding {
  const rounding = textSetting(field, "rounding", "half-up");
  return rounding === "down" || rounding === "up" ? rounding : "half-up";
}

function hasUnitBefore(field: FieldDefinition): boolean {
  return textSetting(field, "unitPlace", "after") === "before";
}

function readField(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const unit = localizedSetting(field, "unit", NO_UNIT);
  let rest = narrowText(text);
  for (const written of [unit.zh, unit.en]) {
    const word = narrowText(written);
    if (word && rest.endsWith(word)) rest = rest.slice(0, -word.length).trim();
    else if (word && hasUnitBefore(field) && rest.startsWith(word)) rest = rest.slice(word.length).trim();
  }
  const read = readNumber(rest);
  return read.ok ? shapeNumber(read.value, shapeOf(field)) : read;
}
