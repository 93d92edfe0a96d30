import { civilDayText, fail, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { dateShare, instantAtOffset, pad, readWrittenTime } from "../calendar.ts";
import { defineField, type FieldContext } from "../field-type.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { instantAt, wallTime } from "../zone.ts";
import { countdownSetting } from "./countdown.ts";
import { checkLimits, momentLimitSettings, withinLimits } from "./moment-limits.ts";

const EARLIEST = Date.parse("0001-01-02T00:00:00Z");
const LATEST = Date.parse("9999-12-31T00:00:00Z");
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i;

/** A point in time, kept in UTC and shown in the reader's zone. */
export const datetimeField = defineField({
  id: "datetime",
  name: { zh: "日期时间", en: "Date and time" },
  description: {
    zh: "下次联系、拜访等精确到分钟的时间",
    en: "A moment to the minute: next contact, a visit",
  },
  named: /时间$|\b(time|datetime)$|\b\w+ed at$/i,
  group: "time",
  icon: "datetime",
  width: 160,
  settings: [...momentLimitSettings, countdownSetting],
  example: { settings: {}, values: ["2026-11-22T01:30:00.000Z", "2026-11-22T01:30:05.120Z"] },
  aggregates: ["count", "min", "max"],
  sortable: true,
  groupable: true,
  kind: () => "datetime",
  column: () => ({ type: "timestamptz" }),
  parse: (input, field) => limited(readInstant(input), field),
  toText: (value, _field, context) => (typeof value === "string" ? wallText(value, context.timeZone) : ""),
  fromText: (text, field, context) => limited(readMoment(text, context), field),
  guess: (samples) => {
    const { dates, timed } = dateShare(samples);
    return dates >= 0.8 && timed >= 0.1 ? 0.92 * dates : 0;
  },
  checkSettings: checkLimits,
  jsonSchema: () => ({ type: "string", format: "date-time", example: "2026-11-22T01:30:00.000Z" }),
  publicInput: () => ({ kind: "input", type: "datetime-local", reads: "text" }),
});

function readInstant(input: unknown): Result<string | null> {
  if (isEmptyInput(input)) return ok(null);
  if (input instanceof Date) return instant(input);
  if (typeof input !== "string" || !ISO_INSTANT.test(input.trim())) return notATime();
  const written = readWrittenTime(input.trim());
  return written?.offset === undefined ? notATime() : instant(instantAtOffset(written.wall, written.offset));
}

function limited(read: Result<string | null>, field: FieldDefinition): Result<string | null> {
  return read.ok && read.value !== null ? withinLimits(read.value, field) : read;
}

function instant(date: Date): Result<string> {
  const time = date.getTime();
  const isInRange = Number.isFinite(time) && time > EARLIEST && time < LATEST;
  return isInRange ? ok(date.toISOString()) : notATime();
}

function notATime(): Result<never> {
  return fail("请填写日期和时间，例如 2026-11-22 09:30", "Enter a date and time such as 2026-11-22 09:30");
}

/** `2026-11-22 09:30` in a zone; seconds and milliseconds only when there are any, so that nothing is lost. */
export function wallText(value: string, timeZone: string): string {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  const wall = wallTime(date, timeZone);
  const minutes = `${civilDayText(wall)} ${pad(wall.hour)}:${pad(wall.minute)}`;
  if (wall.second === 0 && wall.millisecond === 0) return minutes;
  const seconds = `${minutes}:${pad(wall.second)}`;
  return wall.millisecond === 0 ? seconds : `${seconds}.${String(wall.millisecond).padStart(3, "0")}`;
}

/** A text without a zone is meant in the reader's zone; a day without a time is its midnight. */
function readMoment(text: string, context: FieldContext): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const written = readWrittenTime(text, context.dateOrder);
  if (!written) return notATime();
  const { wall, offset } = written;
  return instant(offset === undefined ? instantAt(wall, context.timeZone) : instantAtOffset(wall, offset));
}
