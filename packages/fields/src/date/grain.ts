import { civilDayText, readCivilDay, type SettingSpec } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { textSetting } from "../setting-values.ts";

/** What a date is counted in: days, whole months, whole years. */
export type Grain = "day" | "month" | "year";

/** How far a date is told; what is coarser than a day is kept as its first day. */
export const grainSetting: SettingSpec = {
  id: "grain",
  name: { zh: "精确到", en: "Down to" },
  kind: "choice",
  default: "day",
  choices: [
    { value: "day", name: { zh: "年-月-日", en: "Day" } },
    { value: "month", name: { zh: "年-月", en: "Month" } },
    { value: "year", name: { zh: "年", en: "Year" } },
  ],
  help: {
    zh: "账期、毕业年份等不到日的日期，按当月或当年第一天保存和比较",
    en: "Billing months, years of graduation: kept and compared as the first day of the month or year",
  },
};

/** The grain of a field. */
export function grainOf(field: FieldDefinition): Grain {
  const grain = textSetting(field, "grain", "day");
  return grain === "month" || grain === "year" ? grain : "day";
}

const LENGTH: Readonly<Record<Grain, number>> = { day: 10, month: 7, year: 4 };

/** The first day of the month or year that a day, written `2026-11-29`, lies in; the day itself for days. */
export function toGrain(day: string, grain: Grain): string {
  const rest: Readonly<Record<Grain, string>> = { day: "", month: "-01", year: "-01-01" };
  return day.slice(0, LENGTH[grain]) + rest[grain];
}

/** A day as far as the field tells it: `2026-11-29`, `2026-11`, `2026`. */
export function grainText(day: string, grain: Grain): string {
  return day.slice(0, LENGTH[grain]);
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const YEAR = /^(\d{4})\s*年?$/;
const YEAR_MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/;
const MONTH_YEAR = /^(\d{1,2})\s*[-/.]\s*(\d{4})$/;
const NAMED_MONTH = /^([a-z]{3})[a-z]*\.?,?\s+(\d{4})$/i;
const COMPACT = /^(\d{4})(\d{2})$/;

/** Reads a month or a year as people write them; undefined for anything else, whole days included. */
export function readGrain(text: string, grain: Grain): string | undefined {
  const plain = text.normalize("NFKC").trim();
  const year = YEAR.exec(plain);
  if (year && grain === "year") return firstDay(year[1], 1);
  if (grain === "day") return undefined;
  const [, y, m] = YEAR_MONTH.exec(plain) ?? COMPACT.exec(plain) ?? [];
  if (y !== undefined) return kept(firstDay(y, Number(m)), grain);
  const [, month, of] = MONTH_YEAR.exec(plain) ?? [];
  if (of !== undefined) return kept(firstDay(of, Number(month)), grain);
  const named = NAMED_MONTH.exec(plain);
  const place = MONTHS.indexOf(named?.[1]?.toLowerCase() ?? "");
  return named && place >= 0 ? kept(firstDay(named[2], place + 1), grain) : undefined;
}

function kept(day: string | undefined, grain: Grain): string | undefined {
  return day === undefined ? undefined : toGrain(day, grain);
}

function firstDay(year: string | undefined, month: number): string | undefined {
  const day = readCivilDay(`${year ?? ""}-${String(month).padStart(2, "0")}-01`);
  return day && civilDayText(day);
}
