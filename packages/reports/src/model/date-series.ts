import type { DateGrain } from "@mortise/metadata";
import type { Locale } from "@mortise/kit";

const DAY = 86_400_000;
const MONTHS: Readonly<Partial<Record<DateGrain, number>>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** The first day of the group that follows one of a grain; keys are `2026-11-01`. */
export function nextKey(key: string, grain: DateGrain): string {
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

/** What a group of dates is called: 2026年11月, Nov 2026; weeks by their number after ISO 8601. */
export function dateKeyLabel(key: string, grain: DateGrain, locale: Locale): string {
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
    case "hour":
      return key.slice(0, 16).replace("T", " ");
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
