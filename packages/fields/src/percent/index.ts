import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { groupThousands, readNumber, shapeNumber, shiftPoint } from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { decimalsSetting, maximumSetting, minimumSetting } from "../setting-specs.ts";
import { numberSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

/**
 * A share, kept as a fraction: 15% is `0.1500`, so that sums and formulas need no conversion.
 * `decimals`, `min` and `max` are in percent points.
 */
export const percentField = defineField({
  id: "percent",
  name: { zh: "百分比", en: "Percent" },
  description: { zh: "折扣、赢率、完成率等比例", en: "A share: discount, probability, completion" },
  named: /(率|占比|百分比|折扣|比例)$|\b(rate|percent|percentage|discount|ratio)$/i,
  group: "number",
  icon: "percent",
  width: 100,
  align: "right",
  settings: [decimalsSetting(2), minimumSetting, maximumSetting],
  example: { settings: { decimals: 2 }, values: ["0.1500", "1.0000", "-0.0001"] },
  aggregates: ["count", "avg", "min", "max"],
  sortable: true,
  groupable: true,
  kind: () => "number",
  column: (field) => {
    const scale = numberSetting(field, "decimals", 2) + 2;
    return { type: `numeric(${18 + scale},${scale})` };
  },
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : shape(input, field)),
  toText: (value) =>
    typeof value === "string" || typeof value === "number"
      ? `${groupThousands(shiftPoint(String(value), 2))}%`
      : "",
  fromText: (text, field) => readField(text, field),
  guess: (samples) => {
    const signed = samples.filter((sample) => /[%％]\s*$/.test(sample) && readNumber(sample).ok).length;
    return samples.length > 0 && signed / samples.length >= 0.8 ? 0.95 : 0;
  },
  jsonSchema: () => ({
    type: ["string", "number"],
    description: "A fraction: 0.15 means 15%",
    example: "0.15",
  }),
  publicInput: () => ({ kind: "input", type: "text", inputMode: "decimal", reads: "text", suffix: "%" }),
});

function shape(input: unknown, field: FieldDefinition): Result<string> {
  const decimals = numberSetting(field, "decimals", 2);
  const shaped = shapeNumber(input, { decimals: decimals + 2 });
  if (!shaped.ok) return shaped;
  const points = shapeNumber(shiftPoint(shaped.value, 2), {
    decimals,
    min: numberSetting(field, "min", undefined),
    max: numberSetting(field, "max", undefined),
  });
  return points.ok ? shaped : points;
}

/**
 * `15%` is 15%. Without a sign, numbers from -1 to 1 are fractions, as Excel stores percentages, and others are
 * percent points: `0.15` and `15` are both 15%.
 */
function readField(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const read = readNumber(text);
  if (!read.ok) return fail("请填写百分比，例如 15%", "Enter a percentage such as 15%");
  const isFraction = narrowText(text).endsWith("%") || Math.abs(Number(read.value)) <= 1;
  return shape(isFraction ? read.value : shiftPoint(read.value, -2), field);
}
