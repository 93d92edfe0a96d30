import { readClockTime } from "@mortise/expression";
import { fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { pad, readWrittenTime } from "../calendar.ts";
import { defineField } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

/** A time of day, without a date or a zone. */
export const timeField = defineField({
  id: "time",
  name: { zh: "时间", en: "Time" },
  description: { zh: "一天里的时刻，如上班、预约时间", en: "A time of day: opening hours, an appointment" },
  group: "time",
  icon: "clock",
  width: 100,
  settings: [
    {
      id: "earliest",
      name: { zh: "最早", en: "Earliest" },
      kind: "text",
      help: { zh: "例如 08:30", en: "Such as 08:30" },
    },
    {
      id: "latest",
      name: { zh: "最晚", en: "Latest" },
      kind: "text",
      help: { zh: "例如 18:00", en: "Such as 18:00" },
    },
    {
      id: "minuteStep",
      name: { zh: "分钟间隔", en: "Minute step" },
      kind: "number",
      min: 1,
      max: 60,
      default: 5,
      help: { zh: "只影响选择器，仍可手动输入任意分钟", en: "For the picker only; any minute may be typed" },
    },
  ],
  example: { settings: {}, values: ["09:30:00", "00:00:00", "23:59:59"] },
  aggregates: ["count", "countDistinct"],
  sortable: true,
  groupable: true,
  kind: () => "time",
  column: () => ({ type: "time" }),
  parse: (input, field) => {
    if (isEmptyInput(input)) return ok(null);
    const time = typeof input === "string" ? readClockTime(input.trim()) : null;
    return time === null ? notATime() : withinBounds(time, field);
  },
  toText: (value) => (typeof value === "string" ? clockText(value) : ""),
  fromText: (text, field) => {
    if (isEmptyInput(text)) return ok(null);
    const time = readWrittenClock(text);
    return time === undefined ? notATime() : withinBounds(time, field);
  },
  guess: (samples) => {
    // Four digits may be anything.
    const fitting = samples.filter(
      (sample) => !/^\d*$/.test(sample.trim()) && readWrittenClock(sample),
    ).length;
    return samples.length > 0 && fitting / samples.length >= 0.8 ? 0.93 : 0;
  },
  checkSettings: (field) =>
    ["earliest", "latest"].some((id) => {
      const bound = textSetting(field, id, undefined);
      return bound !== undefined && readClockTime(bound) === null;
    })
      ? [{ zh: "最早、最晚请写成 08:30 的形式", en: "Write the earliest and latest time like 08:30" }]
      : [],
  jsonSchema: () => ({
    type: "string",
    description: "Time of day, HH:MM or HH:MM:SS; stored with seconds",
    example: "09:30:00",
  }),
  publicInput: () => ({ kind: "input", type: "time", reads: "text" }),
});

/** `09:30`; seconds only when there are any. */
export function clockText(value: string): string {
  return value.endsWith(":00") && value.length === 8 ? value.slice(0, 5) : value;
}

function notATime(): Result<never> {
  return fail("请填写时间，例如 09:30", "Enter a time such as 09:30");
}

function withinBounds(time: string, field: FieldDefinition): Result<string> {
  const earliest = readClockTime(textSetting(field, "earliest", ""));
  const latest = readClockTime(textSetting(field, "latest", ""));
  if (earliest !== null && time < earliest)
    return fail(`不能早于 ${clockText(earliest)}`, `Not before ${clockText(earliest)}`);
  if (latest !== null && time > latest)
    return fail(`不能晚于 ${clockText(latest)}`, `Not after ${clockText(latest)}`);
  return ok(time);
}

/** `9:30`, `0930`, `9点30分`, `9点半`, `下午3:30`, `3:30 PM` */
function readWrittenClock(text: string): string | undefined {
  const plain = narrowText(text)
    .replace(/^'/, "")
    .replace(/([点时])半$/, "$130分")
    .replace(/^([01]\d|2[0-3])([0-5]\d)$/, "$1:$2");
  if (!/[:时点]/.test(plain) && !/[ap]m$/i.test(plain)) return undefined;
  const written = readWrittenTime(`2000-01-01 ${plain.replace(/^(\d{1,2})\s*([ap]m)$/i, "$1:00 $2")}`);
  if (!written?.hasTime || written.offset !== undefined) return undefined;
  const { hour, minute, second } = written.wall;
  return `${pad(hour)}:${pad(minute)}:${pad(second)}`;
}
