import { civilDayText, fail, ok, readCivilDay, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { dateShare, instantAtOffset, readWrittenTime } from "../calendar.ts";
import { defineField, type FieldContext } from "../field-type.ts";
import { textSetting } from "../setting-values.ts";
import { isEmptyInput } from "../text-cleaning.ts";
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
    const day = typeof input === "string" ? readCivilDay(input.trim()) : undefined;
    return day ? withinBounds(civilDayText(day), field) : notADate();
  },
  toText: (value) => (typeof value === "string" ? value : ""),
  fromText: (text, field, context) => readDate(text, field, context),
  guess: (samples) => {
    const { dates, timed } = dateShare(samples);
    return dates >= 0.8 && timed < 0.1 ? 0.9 * dates : 0;
  },
  jsonSchema: () => ({ type: "string", format: "date", example: "2026-11-22" }),
  publicInput: () => ({ kind: "input", type: "date", reads: "text" }),
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
});

function withinBounds(day: string, field: FieldDefinition): Result<string> {
  const earliest = textSetting(field, "earliest", undefined);
  const latest = textSetting(field, "latest", undefined);
  if (earliest !== undefined && day < earliest) return fail(`不能早于 ${earliest}`, `Not before ${earliest}`);
  if (latest !== undefined && day > latest) return fail(`不能晚于 ${latest}`, `Not after ${latest}`);
  if (!fitsWeekday(day, field)) {
    const { zh, en } = weekdayNames(field);
    return fail(`只能选 ${zh}`, `Only on ${en}`);
  }
  return ok(day);
}

function notADate(): Result<never> {
  return fail("请填写日期，例如 2026-11-22", "Enter a date such as 2026-11-22");
}

/** A text with a time gives its day; a text with a written zone gives the day it is in the reader's zone. */
function readDate(text: string, field: FieldDefinition, context: FieldContext): Result<string | null> {
  if (isEmptyInput(text)) return ok(null);
  const written = readWrittenTime(text, context.dateOrder);
  if (!written) return notADate();
  const { wall, offset } = written;
  const day = offset === undefined ? wall : wallTime(instantAtOffset(wall, offset), context.timeZone);
  return withinBounds(civilDayText(day), field);
}
