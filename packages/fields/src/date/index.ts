import { civilDayText, fail, ok, readCivilDay, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { dateShare, instantAtOffset, readWrittenTime } from "../calendar.ts";
import { defineField, type FieldContext } from "../field-type.ts";
import { listSetting, textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
import { type Grain, grainOf, grainSetting, grainText, readGrain, toGrain } from "./grain.ts";
import { fitsWeekday, weekdayNames, weekdaysSetting } from "./weekdays.ts";
import { wallTime } from "../zone.ts";

/** A calendar day without a time or zone. */
export const dateField = defineField({
  id: "date",
  name: { zh: "日期", en: "Date" },
  description: { zh: "签约日、生日、截止日等某一天", en: "A day: signing, birthday, deadline" },
  named: /(日期|日|生日|到期|截止)$|\b(date|birthday|deadline|due)$|\b\w+ed on$/i,
  group: "time",
  icon: "date",
  width: 120,
  settings: [
    grainSetting,
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
    weekdaysSetting,
  ],
  example: { settings: {}, values: ["2026-11-22", "2024-02-29", "0999-01-01"] },
  aggregates: ["count", "countDistinct", "min", "max"],
  sortable: true,
  groupable: true,
  canBeUnique: true,
  kind: () => "date",
  column: () => ({ type: "date" }),
  parse: (input, field) => {
    if (isEmptyInput(input)) return ok(null);
    if (typeof input !== "string") return notADate(field);
    const day = readCivilDay(input.trim());
    const text = day ? civilDayText(day) : readGrain(input, grainOf(field));
    return text === undefined ? notADate(field) : withinBounds(text, field);
  },
  toText: (value, field) => (typeof value === "string" ? grainText(value, grainOf(field)) : ""),
  fromText: (text, field, context) => readDate(text, field, context),
  guess: (samples) => {
    const { dates, timed } = dateShare(samples);
    return dates >= 0.8 && timed < 0.1 ? 0.9 * dates : 0;
  },
  jsonSchema: () => ({ type: "string", format: "date", example: "2026-11-22" }),
  publicInput: (field) => ({ kind: "input", ...PUBLIC_INPUTS[grainOf(field)], reads: "text" }),
  checkSettings: (field) => {
    const wrong = ["earliest", "latest"].some((id) => {
      const bound = textSetting(field, id, undefined);
      return bound !== undefined && !readCivilDay(bound);
    });
    const isCoarse = grainOf(field) !== "day" && listSetting(field, "weekdays").length > 0;
    return [...(wrong ? [BOUND_FORM] : []), ...(isCoarse ? [NO_WEEKDAYS] : [])];
  },
});

const BOUND_FORM = {
  zh: "最早、最晚日期请写成 2026-01-01 的形式",
  en: "Write the earliest and latest date like 2026-01-01",
};
const NO_WEEKDAYS = {
  zh: "精确到月或年的日期不能限制星期，请清空“允许的星期”",
  en: "A month or a year has no day of the week: clear “Days of the week allowed”",
};

/** How public forms ask for a date; browsers have a control for months, and none for years. */
const PUBLIC_INPUTS = {
  day: { type: "date" },
  month: { type: "month" },
  year: { type: "text", inputMode: "numeric", maxLength: 5 },
} as const satisfies Readonly<Record<Grain, unknown>>;

/** The day as the field keeps it, when it may be; bounds count as far as the field tells dates. */
function withinBounds(given: string, field: FieldDefinition): Result<string> {
  const grain = grainOf(field);
  const day = toGrain(given, grain);
  const [earliest, latest] = ["earliest", "latest"].map((id) => {
    const bound = textSetting(field, id, undefined);
    return bound === undefined ? undefined : grainText(bound, grain);
  });
  const told = grainText(day, grain);
  if (earliest !== undefined && told < earliest)
    return fail(`不能早于 ${earliest}`, `Not before ${earliest}`);
  if (latest !== undefined && told > latest) return fail(`不能晚于 ${latest}`, `Not after ${latest}`);
  if (grain !== "day") return ok(day);
  if (!fitsWeekday(day, field)) {
    const { zh, en } = weekdayNames(field);
    return fail(`只能选 ${zh}`, `Only on ${en}`);
  }
  return ok(day);
}

function notADate(field: FieldDefinition): Result<never> {
  const grain = grainOf(field);
  if (grain === "month") return fail("请填写年月，例如 2026-11", "Enter a month such as 2026-11");
  if (grain === "year") return fail("请填写年份，例如 2026", "Enter a year such as 2026");
  return fail("请填写日期，例如 2026-11-22", "Enter a date such as 2026-11-22");
}

/** A text with a time gives its day; a text with a written zone gives the day it is in the reader's zone. */
function readDate(text: string, field: FieldDefinition, context: FieldContext): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const part = readGrain(text, grainOf(field));
  if (part !== undefined) return withinBounds(part, field);
  const written = readWrittenTime(text, context.dateOrder);
  if (!written) return notADate(field);
  const { wall, offset } = written;
  const day = offset === undefined ? wall : wallTime(instantAtOffset(wall, offset), context.timeZone);
  return withinBounds(civilDayText(day), field);
}
