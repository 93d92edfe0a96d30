import { readDayRange } from "@mortise/expression";
import { counted, civilDayText, fail, isPlainObject, ok, readCivilDay, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { readWrittenTime } from "../calendar.ts";
import { defineField, type FieldContext } from "../field-type.ts";
import { numberSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput, narrowText } from "../text-cleaning.ts";

const LONGEST_TEXT = 200;
const DAY = 86_400_000;
/** Between two written days; a dash only with blanks around it, as dates hold dashes themselves. */
const SEPARATOR = /\s*(?:至|到|~|〜|～|–|—|\bto\b|\s-\s|--)\s*/i;

/** A first and a last day, both included: a contract, a stay, a campaign. */
export const dateRangeField = defineField({
  id: "date-range",
  name: { zh: "日期区间", en: "Date range" },
  description: {
    zh: "开始和结束日期，如合同期、活动时间，可查重叠",
    en: "First and last day: a contract, a campaign; asks for overlaps",
  },
  named: /(期间|区间|起止日期|有效期)$|\b(period|date range)$/i,
  group: "time",
  icon: "date-range",
  width: 210,
  settings: [
    {
      id: "earliest",
      name: { zh: "最早日期", en: "Earliest" },
      kind: "text",
      help: { zh: "例如 2026-01-01", en: "Such as 2026-01-01" },
    },
    {
      id: "latest",
      name: { zh: "最晚日期", en: "Latest" },
      kind: "text",
      help: { zh: "例如 2026-12-31", en: "Such as 2026-12-31" },
    },
    {
      id: "longest",
      name: { zh: "最长几天", en: "Most days" },
      kind: "number",
      min: 1,
      max: 100_000,
      help: { zh: "含首尾两天；留空不限", en: "Both ends included; empty means any number" },
    },
  ],
  example: {
    settings: {},
    values: ["2026-11-01/2026-11-30", "2024-02-29/2024-02-29", "0999-01-01/9999-12-31"],
  },
  aggregates: ["count"],
  sortable: true,
  kind: () => "dateRange",
  column: () => ({ type: "daterange" }),
  parse: (input, field) => (isEmptyInput(input) ? ok(null) : parseRange(input, field)),
  toText: (value, _field, { locale }) => {
    const range = typeof value === "string" ? readDayRange(value) : null;
    if (!range) return "";
    return `${range.start} ${locale === "zh" ? "至" : "to"} ${range.end}`;
  },
  fromText: (text, field, context) => readRange(text, field, context),
  guess: (samples) => {
    const fitting = samples.filter((sample) => {
      const parts = narrowText(sample).split(SEPARATOR);
      return parts.length === 2 && parts.every((part) => readWrittenTime(part) !== undefined);
    }).length;
    return samples.length > 0 && fitting / samples.length >= 0.8 ? 0.94 : 0;
  },
  checkSettings: (field) =>
    ["earliest", "latest"].some((id) => {
      const bound = textSetting(field, id, undefined);
      return bound !== undefined && !readCivilDay(bound);
    })
      ? [
          {
            zh: "最早、最晚日期请写成 2026-01-01 的形式",
            en: "Write the earliest and latest date like 2026-01-01",
          },
        ]
      : [],
  jsonSchema: () => ({
    type: "string",
    description: "First and last day, both included (ISO 8601 interval)",
    example: "2026-11-01/2026-11-30",
  }),
});

/** `2026-11-01/2026-11-30`, two days in a list, or `{start, end}`. */
function parseRange(input: unknown, field: FieldDefinition): Result<string> {
  const days = partsOf(input);
  if (!days) return notARange();
  const [start, end] = days;
  if (start === "" || end === "")
    return start === ""
      ? fail("请填写开始日期", "Enter the first day")
      : fail("请填写结束日期", "Enter the last day");
  if (!readCivilDay(start) || !readCivilDay(end)) return notARange();
  return within(start, end, field);
}

function partsOf(input: unknown): readonly [string, string] | undefined {
  if (typeof input === "string") {
    const [start = "", end, more] = input.trim().slice(0, LONGEST_TEXT).split("/");
    return end === undefined || more !== undefined ? undefined : [start.trim(), end.trim()];
  }
  const pair: readonly unknown[] = Array.isArray(input)
    ? input
    : isPlainObject(input)
      ? [input["start"], input["end"]]
      : [];
  const [start = "", end = ""] = pair.map((day) => day ?? "");
  return pair.length === 2 && typeof start === "string" && typeof end === "string"
    ? [start.trim(), end.trim()]
    : undefined;
}

function notARange(): Result<never> {
  return fail(
    "请填写开始和结束日期，例如 2026-11-01 至 2026-11-30",
    "Enter a first and a last day such as 2026-11-01 to 2026-11-30",
  );
}

function within(start: string, end: string, field: FieldDefinition): Result<string> {
  if (start > end)
    return fail(
      `结束日期 ${end} 早于开始日期 ${start}`,
      `The last day ${end} is before the first day ${start}`,
    );
  const earliest = textSetting(field, "earliest", undefined);
  const latest = textSetting(field, "latest", undefined);
  if (earliest !== undefined && start < earliest)
    return fail(`开始日期不能早于 ${earliest}`, `The first day may not be before ${earliest}`);
  if (latest !== undefined && end > latest)
    return fail(`结束日期不能晚于 ${latest}`, `The last day may not be after ${latest}`);
  const longest = numberSetting(field, "longest", undefined);
  const days = (Date.parse(end) - Date.parse(start)) / DAY + 1;
  if (longest !== undefined && days > longest)
    return fail(
      `最长 ${longest} 天，现在是 ${days} 天`,
      `At most ${counted(longest, "day")}, this has ${days}`,
    );
  return ok(`${start}/${end}`);
}

/** A single day is a range of one day. */
function readRange(text: string, field: FieldDefinition, context: FieldContext): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  if (text.length > LONGEST_TEXT) return notARange();
  const plain = narrowText(text);
  const iso = plain.split("/");
  const parts = iso.length === 2 ? iso : plain.split(SEPARATOR);
  if (parts.length > 2) return notARange();
  const days = parts.map((part) => {
    const written = readWrittenTime(part, context.dateOrder);
    return written && civilDayText(written.wall);
  });
  const [start, end = start] = days;
  return start === undefined || days.includes(undefined) || end === undefined
    ? notARange()
    : within(start, end, field);
}
