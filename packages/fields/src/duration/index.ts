import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { shapeNumber } from "../decimals.ts";
import { defineField } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { DURATION_UNITS, type DurationUnit, durationText, readDuration } from "./duration-text.ts";

const UNIT_CHOICES = DURATION_UNITS.map(({ id, name }) => ({ value: id, name }));
const UNIT_WORD = /天|小时|分钟|秒|\b(?:d|h|hr|hrs|hours?|min|mins|minutes?|days?)\b/i;

/** A length of time: how long a call took, what is left of a term. Kept in whole seconds. */
export const durationField = defineField({
  id: "duration",
  name: { zh: "时长", en: "Duration" },
  description: {
    zh: "通话时长、处理用时等，写成 2 天 3 小时",
    en: "How long something takes, written as 2 d 3 h",
  },
  group: "time",
  icon: "clock",
  width: 130,
  align: "right",
  settings: [
    {
      id: "largest",
      name: { zh: "最大单位", en: "Largest unit" },
      kind: "choice",
      default: "day",
      choices: UNIT_CHOICES,
      help: { zh: "一天按 24 小时算", en: "A day has 24 hours" },
    },
    {
      id: "smallest",
      name: { zh: "最小单位", en: "Smallest unit" },
      kind: "choice",
      default: "second",
      choices: UNIT_CHOICES,
      help: { zh: "更小的部分不显示，但照样保存", en: "What is smaller is kept, but not shown" },
    },
    {
      id: "plainUnit",
      name: { zh: "只写数字时的单位", en: "Unit of a bare number" },
      kind: "choice",
      default: "minute",
      choices: UNIT_CHOICES,
    },
  ],
  example: { settings: { largest: "day", smallest: "second" }, values: ["183600", "90", "-3600", "0"] },
  aggregates: ["count", "sum", "avg", "min", "max"],
  sortable: true,
  kind: () => "duration",
  column: () => ({ type: "numeric(18,0)" }),
  parse: (input, field) => read(input, field),
  toText: (value, field, { locale }) => {
    const seconds = typeof value === "number" ? String(value) : value;
    if (typeof seconds !== "string" || !/^-?\d+(?:\.\d+)?$/.test(seconds)) return "";
    return durationText(seconds, shownUnits(field), locale);
  },
  fromText: (text, field) => readField(text, field),
  guess: (samples) => {
    const read = samples.filter((text) => UNIT_WORD.test(text) && readDuration(text, MINUTE) !== undefined);
    return samples.length > 0 && read.length / samples.length >= 0.8 ? 0.85 : 0;
  },
  jsonSchema: () => ({
    type: ["string", "number"],
    description: "Seconds as decimal string; a JSON number or a text such as 2 d 3 h is accepted",
    example: "5400",
  }),
  publicInput: (field) => ({
    kind: "input",
    type: "text",
    reads: "text",
    placeholder: durationText("97200", shownUnits(field), "zh"),
  }),
});

function unitSetting(field: FieldDefinition, id: string, usual: DurationUnit["id"]): DurationUnit {
  const chosen = textSetting(field, id, usual);
  return DURATION_UNITS.find((unit) => unit.id === chosen) ?? MINUTE;
}

const MINUTE: DurationUnit = { ...(DURATION_UNITS[2] as DurationUnit) }; // the list above has four

/** The units that the field shows, the largest first; at least one. */
export function shownUnits(field: FieldDefinition): readonly DurationUnit[] {
  const from = DURATION_UNITS.indexOf(unitSetting(field, "largest", "day"));
  const to = DURATION_UNITS.indexOf(unitSetting(field, "smallest", "second"));
  return DURATION_UNITS.slice(Math.min(from, to), to + 1);
}

/** Numbers are seconds; texts without a unit are numbers of seconds too, so that what is stored reads back. */
function read(input: unknown, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  const seconds = shapeNumber(input, { decimals: 0, min: undefined, max: undefined });
  if (seconds.ok || typeof input !== "string") return seconds.ok ? seconds : notADuration();
  return readField(input, field);
}

function readField(text: string, field: FieldDefinition): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const seconds = readDuration(text, unitSetting(field, "plainUnit", "minute"));
  if (seconds === undefined) return notADuration();
  return shapeNumber(seconds, { decimals: 0, min: undefined, max: undefined });
}

function notADuration(): Result<never> {
  return fail("请写成 2 天 3 小时、90 分钟 或 1:30", "Write it as 2 d 3 h, 90 min or 1:30");
}
