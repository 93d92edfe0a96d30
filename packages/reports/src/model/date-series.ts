import type { DateGrain, DatePart } from "@mortise/metadata";
import type { Locale } from "@mortise/kit";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS: Readonly<Partial<Record<DateGrain, number>>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** The first day of the group that follows one of a grain; keys are `2026-11-01`. */
export function nextKey(key: string, grain: DateGrain): string {
  if (grain === "hour") {
    return new Date(Date.parse(`${key}:00Z`) + HOUR).toISOString().slice(0, "2026-11-01T00:00".length);
  }
  const date = new Date(`${key}T00:00:00Z`);
  const months = MONTHS[grain];
  if (months === undefined) date.setTime(date.getTime() + (grain === "week" ? 7 : 1) * DAY);
  else date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 10);
}

/** Every group from the first to the last, without gaps; at most `most`, the latest. */
export function keysBetween(first: string, last: string, grain: DateGrain, most: number): readonly string[] {
  const keys: string[] = [];
  for (let key = first; key <= last; key = nextKey(key, grain)) {
    keys.push(key);
    if (keys.length > most * 2) keys.splice(0, most);
  }
  return keys.slice(-most);
}

const PARTS: Readonly<Record<DatePart, readonly [first: number, last: number]>> = {
  monthOfYear: [1, 12],
  dayOfWeek: [1, 7],
  hourOfDay: [0, 23],
};

/** The keys of the groups of a part of dates, in their order. */
export function partKeys(part: DatePart): readonly string[] {
  const [first, last] = PARTS[part];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

/** What a group of a part of dates is called: 1月, 周一, 9时. */
export function partKeyLabel(key: string, part: DatePart, locale: Locale): string {
  const place = Number(key);
  const tag = locale === "zh" ? "zh-CN" : "en-GB";
  // 1 January 2024 was a Monday.
  const named = (month: number, day: number, parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(tag, { ...parts, timeZone: "UTC" }).format(Date.UTC(2024, month, day));
  switch (part) {
    case "monthOfYear":
      return named(place - 1, 1, { month: "short" });
    case "dayOfWeek":
      return named(0, place, { weekday: "short" });
    case "hourOfDay":
      return locale === "zh" ? `${key}时` : `${key.padStart(2, "0")}:00`;
  }
}

/**
 * What a group of dates is called where years begin with the fiscal one: 2026财年 is the one that begins in 2026, other
 * groups are named by their first and last month.
 */
export function fiscalLabel(key: string, grain: DateGrain, locale: Locale): string {
  const months = MONTHS[grain];
  if (months === undefined || grain === "month") return dateKeyLabel(key, grain, locale);
  if (key.slice(5, 7) === "01") return dateKeyLabel(key, grain, locale);
  if (grain === "year") return locale === "zh" ? `${key.slice(0, 4)}财年` : `FY ${key.slice(0, 4)}`;
  const next = new Date(`${nextKey(key, grain)}T00:00:00Z`);
  const last = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 10);
  return `${dateKeyLabel(key, "month", locale)} – ${dateKeyLabel(last, "month", locale)}`;
}

/** What a group of dates is called: 2026年11月, Nov 2026; weeks by their number after ISO 8601. */
export function dateKeyLabel(key: string, grain: DateGrain, locale: Locale): string {
  if (grain === "hour") return key.replace("T", " ");
  const date = new Date(`${key}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return key;
  const year = date.getUTCFullYear();
  const quarter = Math.floor(date.getUTCMonth() / 3) + 1;
  const isChinese = locale === "zh";
  switch (grain) {
    case "year":
      return isChinese ? `${year}年` : String(year);
    case "quarter":
      return isChinese ? `${year}年${quarter}季度` : `Q${quarter} ${year}`;
    case "halfYear": {
      const half = date.getUTCMonth() < 6 ? 1 : 2;
      return isChinese ? `${year}年${half === 1 ? "上" : "下"}半年` : `H${half} ${year}`;
    }
    case "month":
      return isChinese
        ? `${year}年${date.getUTCMonth() + 1}月`
        : inEnglish(date, { month: "short", year: "numeric" });
    case "week": {
      const { isoYear, week } = isoWeek(date);
      return isChinese ? `${isoYear}年第${week}周` : `W${week} ${isoYear}`;
    }
    case "day":
      return isChinese ? key : inEnglish(date, { day: "numeric", month: "short", year: "numeric" });
  }
}

function inEnglish(date: Date, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" }).format(date);
}

/** The week belongs to the year of its Thursday. */
function isoWeek(date: Date): { readonly isoYear: number; readonly week: number } {
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY);
  const isoYear = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - Date.UTC(isoYear, 0, 1)) / DAY / 7) + 1;
  return { isoYear, week };
}
