import { isPlainObject } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { dayText, pad } from "../calendar.ts";
import { settingOf } from "../setting-values.ts";
import { wallTime } from "../zone.ts";

/** Forms in which a number shows its day. */
export const DATE_FORMATS = ["yyyyMMdd", "yyyyMM", "yyyy"] as const;

/** How often the counter starts again at 1. */
export const RESET_PERIODS = ["never", "day", "month", "year"] as const;

/** One period after which a counter starts again. */
export type ResetPeriod = (typeof RESET_PERIODS)[number];

/** One part of an automatic number. A counter with more digits than `width` is written whole. */
export type NumberPart =
  | { readonly type: "literal"; readonly text: string }
  | { readonly type: "date"; readonly format: (typeof DATE_FORMATS)[number] }
  | { readonly type: "counter"; readonly width: number };

/** How new records are numbered. */
export interface Numbering {
  readonly parts: readonly NumberPart[];
  readonly reset: ResetPeriod;
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
  return { parts, reset: RESET_PERIODS.find((period) => period === reset) ?? "never" };
}

/** A part as stored in settings; undefined when it is not one. */
export function readPart(part: unknown): NumberPart | undefined {
  if (!isPlainObject(part)) return undefined;
  const { type, text, width } = part;
  const format = DATE_FORMATS.find((known) => known === part["format"]);
  if (type === "literal" && typeof text === "string") return { type, text };
  if (type === "date" && format) return { type, format };
  if (type === "counter" && Number.isInteger(width) && Number(width) >= 1 && Number(width) <= 16) {
    return { type, width: Number(width) };
  }
  return undefined;
}

/** Writes the number of a record created at `at` with the given counter, by the day it is in `timeZone`. */
export function formatAutoNumber(
  parts: readonly NumberPart[],
  at: Date,
  counter: number | bigint,
  timeZone: string,
): string {
  const wall = wallTime(at, timeZone);
  const year = String(wall.year).padStart(4, "0");
  const dates = {
    yyyy: year,
    yyyyMM: year + pad(wall.month),
    yyyyMMdd: year + pad(wall.month) + pad(wall.day),
  };
  return parts.map((part) => partText(part, dates, counter)).join("");
}

function partText(
  part: NumberPart,
  dates: Readonly<Record<(typeof DATE_FORMATS)[number], string>>,
  counter: number | bigint,
): string {
  if ("text" in part) return part.text;
  return "format" in part ? dates[part.format] : String(counter).padStart(part.width, "0");
}

/** Key of the period that a counter belongs to: `""` for never, `2026`, `2026-11`, `2026-11-22`. */
export function counterPeriod(reset: ResetPeriod, at: Date, timeZone: string): string {
  const day = dayText(wallTime(at, timeZone));
  return { never: "", year: day.slice(0, 4), month: day.slice(0, 7), day }[reset];
}
