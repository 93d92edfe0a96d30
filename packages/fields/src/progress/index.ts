import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { decimalsNeeded, INTEGER_DIGITS, readNumber, shapeNumber, shiftPoint } from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

const PROGRESS_HEADER = /进度|完成度|progress|completion/i;
const MOST_STEPS = 10_000;

/** A number on a scale from a lower to an upper end, moved in steps: progress, a slider, a counter. */
export const progressField = defineField({
  id: "progress",
  name: { zh: "进度", en: "Progress" },
  description: {
    zh: "在范围内按步长拖动，如完成度、意向度、人数",
    en: "A place on a scale, dragged in steps: completion, interest, head count",
  },
  named: /(进度|完成度)$|\bprogress$/i,
  group: "number",
  icon: "progress",
  width: 150,
  align: "right",
  settings: [
    { id: "from", name: { zh: "起点", en: "Lower end" }, kind: "number", default: 0 },
    { id: "to", name: { zh: "终点", en: "Upper end" }, kind: "number", default: 100 },
    {
      id: "step",
      name: { zh: "步长", en: "Step" },
      kind: "number",
      min: 0.0001,
      default: 1,
      help: {
        zh: "每次增减多少；填写的值必须落在步上",
        en: "What one move adds; values have to lie on a step",
      },
    },
    { id: "unit", name: { zh: "单位", en: "Unit" }, kind: "text", default: "%" },
    {
      id: "control",
      name: { zh: "填写方式", en: "Filled in by" },
      kind: "choice",
      default: "slider",
      choices: [
        { value: "slider", name: { zh: "滑块", en: "Slider" } },
        { value: "stepper", name: { zh: "加减按钮", en: "Plus and minus" } },
      ],
    },
    {
      id: "low",
      name: { zh: "低于此值显示红色", en: "Red below" },
      kind: "number",
      help: { zh: "留空则不变色", en: "Empty means one colour" },
    },
    {
      id: "high",
      name: { zh: "达到此值显示绿色", en: "Green from" },
      kind: "number",
      help: { zh: "留空则只有到终点才显示绿色", en: "Empty means only at the upper end" },
    },
  ],
  example: { settings: { from: 0, to: 100, step: 5, unit: "%" }, values: ["0", "45", "100"] },
  aggregates: ["count", "sum", "avg", "min", "max"],
  sortable: true,
  groupable: true,
  kind: () => "number",
  column: (field) => {
    const { decimals } = scaleOf(field);
    return { type: `numeric(${INTEGER_DIGITS + decimals},${decimals})` };
  },
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : onScale(input, field)),
  toText: (value, field) =>
    typeof value === "string" || typeof value === "number" ? `${value}${unitOf(field)}` : "",
  fromText: (text, field) => readPlace(text, field),
  guess: (samples, header) => {
    const share = samples.filter((sample) => /^\d{1,3}(?:\.0+)?\s*[%％]$/.test(sample.trim())).length;
    return PROGRESS_HEADER.test(header) && samples.length > 0 && share / samples.length >= 0.8 ? 0.96 : 0;
  },
  guessSettings: () => ({ from: 0, to: 100, step: 1, unit: "%" }),
  checkSettings: (field) => {
    const { from, to, step } = scaleOf(field);
    if (to <= from) return [{ zh: "终点要大于起点", en: "The upper end has to lie above the lower end" }];
    return (to - from) / step > MOST_STEPS
      ? [{ zh: `最多 ${MOST_STEPS} 步，请加大步长`, en: `At most ${MOST_STEPS} steps: make the step larger` }]
      : [];
  },
  jsonSchema: (field) => {
    const { from, to, step } = scaleOf(field);
    return {
      type: ["string", "number"],
      description: `A number from ${from} to ${to} in steps of ${step}`,
      example: String(from),
    };
  },
  publicInput: (field) => {
    const unit = unitOf(field);
    return {
      kind: "input",
      type: "text",
      inputMode: "decimal",
      reads: "text",
      ...(unit ? { suffix: unit } : {}),
    };
  },
});

/** The scale of a field. */
export interface ProgressScale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** Digits behind the point that its places need. */
  readonly decimals: number;
}

/** The ends of the scale, its step, and the decimals of its places. */
export function scaleOf(field: FieldDefinition): ProgressScale {
  const from = numberSetting(field, "from", 0);
  const step = Math.max(0.0001, numberSetting(field, "step", 1));
  return {
    from,
    to: numberSetting(field, "to", 100),
    step,
    decimals: decimalsNeeded([String(from), String(step)]),
  };
}

/** What stands behind the number. */
export function unitOf(field: FieldDefinition): string {
  return textSetting(field, "unit", "");
}

function onScale(input: unknown, field: FieldDefinition): Result<string> {
  const { from, to, step, decimals } = scaleOf(field);
  const shaped = shapeNumber(input, { decimals: decimals + 2, min: from, max: to });
  if (!shaped.ok) return shaped;
  const steps = Math.round((Number(shaped.value) - from) / step);
  const nearest = shapeNumber((from + steps * step).toFixed(decimals), { decimals });
  if (!nearest.ok) return nearest;
  const isOnStep = Number(shaped.value) === Number(nearest.value);
  return isOnStep
    ? nearest
    : fail(
        `要从 ${from} 起每 ${step} 一档，最接近的是 ${nearest.value}`,
        `Has to be a step of ${step} from ${from} on; the nearest is ${nearest.value}`,
      );
}

/** Of a scale in percent, `0.45` written without a sign is what a spreadsheet made of 45%. */
function readPlace(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const unit = narrowText(unitOf(field));
  let rest = narrowText(text);
  if (unit !== "" && rest.endsWith(unit)) rest = rest.slice(0, -unit.length).trim();
  else if (unit === "%" && /^0?\.\d+$/.test(rest)) rest = shiftPoint(rest, 2);
  const read = readNumber(rest);
  return read.ok ? onScale(read.value, field) : read;
}
