import { civilDayText, isPlainObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { pad } from "../calendar.ts";
import { settingOf } from "../setting-values.ts";
import { wallTime } from "../zone.ts";

/** Forms in which a number shows its day. */
export const DATE_FORMATS = ["yyyyMMdd", "yyyyMM", "yyyy"] as const;

/** How often the counter starts again at 1. */
export const RESET_PERIODS = ["never", "day", "week", "month", "year"] as const;

/** One period after which a counter starts again. */
export type ResetPeriod = (typeof RESET_PERIODS)[number];

/** What happens to a counter with more digits than its width: written whole, or no record until it starts again. */
export const OVERFLOWS = ["grow", "refuse"] as const;

/** One part of an automatic number; `field` is the text of another field when the record is made, without spaces. */
export type NumberPart =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "field"; readonly field: string }
  | { readonly type: "date"; readonly format: (typeof DATE_FORMATS)[number] }
  | { readonly type: "counter"; readonly width: number };

/** How new records are numbered. */
export interface Numbering {
  readonly parts: readonly NumberPart[];
  readonly reset: ResetPeriod;
  readonly overflow: (typeof OVERFLOWS)[number];
  /** The number of the first record; a counter that is further already goes on from where it is. */
  readonly next: number;
}

/** The moment and the texts that a number is written with. */
export interface NumberingMoment {
  readonly at: Date;
  readonly timeZone: string;
  /** The text of another field; empty when the record has none. */
  readonly text?: (field: string) => string;
}

/** What a new auto-number field starts with: the day and four digits. */
export const DEFAULT_PARTS: readonly NumberPart[] = [
  { type: "date", format: "yyyyMMdd" },
  { type: "counter", width: 4 },
];

/** The numbering that a field's settings declare. */
export function numberingOf(field: FieldDefinition): Numbering {
  const stored = settingOf(field, "parts");
  const parts = Array.isArray(stored) ? stored.flatMap((part) => readPart(part) ?? []) : DEFAULT_PARTS;
  const reset = settingOf(field, "reset");
  const overflow = settingOf(field, "overflow");
  const next = settingOf(field, "next");
  return {
    parts,
    reset: RESET_PERIODS.find((period) => period === reset) ?? "never",
    overflow: OVERFLOWS.find((one) => one === overflow) ?? "grow",
    next: typeof next === "number" && Number.isSafeInteger(next) && next >= 1 ? next : 1,
  };
}

/** A part as stored in settings; undefined when it is not one. */
export function readPart(part: unknown): NumberPart | undefined {
  if (!isPlainObject(part)) return undefined;
  const { type, text, width } = part;
  const format = DATE_FORMATS.find((known) => known === part["format"]);
  if (type === "literal" && typeof text === "string") return { type, text };
  if (type === "field" && typeof part["field"] === "string") return { type, field: part["field"] };
  if (type === "date" && format) return { type, format };
  if (type === "counter" && Number.isInteger(width) && Number(width) >= 1 && Number(width) <= 16) {
    return { type, width: Number(width) };
  }
  return undefined;
}

/** Longest text of another field within a number. */
const LONGEST_TEXT = 40;

/** The text of another field as it stands in a number. */
export function partText(text: string): string {
  return text.replace(/\s+/g, "").slice(0, LONGEST_TEXT);
}

/** Writes the number of a record with the given counter, by the day it is in the time zone. */
export function formatAutoNumber(
  parts: readonly NumberPart[],
  counter: number | bigint,
  { at, timeZone, text = () => "" }: NumberingMoment,
): string {
  let number = "";
  for (const part of parts) {
    if ("text" in part) number += part.text;
    else if ("field" in part) number += partText(text(part.field));
    else if ("format" in part) number += datesAt(at, timeZone)[part.format];
    else number += String(counter).padStart(part.width, "0");
  }
  return number;
}

type Dates = Readonly<Record<(typeof DATE_FORMATS)[number], string>>;

let lastMoment: { readonly time: number; readonly timeZone: string; readonly dates: Dates } | undefined;

/** The records of one write have one moment: what the wall clock shows then is asked once. */
function datesAt(at: Date, timeZone: string): Dates {
  const time = at.getTime();
  if (lastMoment?.time === time && lastMoment.timeZone === timeZone) return lastMoment.dates;
  const wall = wallTime(at, timeZone);
  const year = String(wall.year).padStart(4, "0");
  const dates = {
    yyyy: year,
    yyyyMM: year + pad(wall.month),
    yyyyMMdd: year + pad(wall.month) + pad(wall.day),
  };
  lastMoment = { time, timeZone, dates };
  return dates;
}

/** The last number that a counter may reach; infinite when it grows. */
export function lastNumber({ parts, overflow }: Numbering): number {
  const counter = parts.find((part) => "width" in part);
  return overflow === "grow" || !counter ? Number.POSITIVE_INFINITY : 10 ** counter.width - 1;
}

/** Key of the period that a counter belongs to: `""` for never, `2026`, `2026-11`, `2026-W47` (Monday to Sunday), `2026-11-22`. */
export function counterPeriod(reset: ResetPeriod, at: Date, timeZone: string): string {
  const day = civilDayText(wallTime(at, timeZone));
  switch (reset) {
    case "never":
      return "";
    case "year":
      return day.slice(0, 4);
    case "month":
      return day.slice(0, 7);
    case "week":
      return isoWeek(day);
    case "day":
      return day;
  }
}

/** The week of ISO 8601: it belongs to the year that has its Thursday. */
function isoWeek(day: string): string {
  const thursday = new Date(`${day}T00:00:00Z`);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const year = thursday.getUTCFullYear();
  const week = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * 86_400_000));
  return `${year}-W${pad(week)}`;
}
