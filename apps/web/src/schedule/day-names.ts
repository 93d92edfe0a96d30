import type { Locale } from "@mortise/kit";

const TAGS: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en-GB" };
const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

function formatted(day: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(TAGS[locale], { ...options, timeZone: "UTC" }).format(dateOf(day));
}

/** 2026年11月, November 2026 */
export function monthName(day: string, locale: Locale): string {
  return formatted(day, locale, { year: "numeric", month: "long" });
}

/** 周日, Sun */
export function weekdayName(day: string, locale: Locale): string {
  return formatted(day, locale, { weekday: "short" });
}

/** 11月29日周日, Sun 29 November */
export function dayName(day: string, locale: Locale): string {
  return formatted(day, locale, { month: "long", day: "numeric", weekday: "short" });
}

/** 2026年11月29日星期日, Sunday 29 November 2026 */
export function fullDayName(day: string, locale: Locale): string {
  return formatted(day, locale, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
}

/** 2026年11月23日 – 29日, 23–29 November 2026 */
export function rangeName(first: string, last: string, locale: Locale): string {
  if (locale === "zh") {
    const [year, month, day] = last.split("-").map(Number);
    const isSameYear = first.slice(0, 4) === last.slice(0, 4);
    const isSameMonth = first.slice(0, 7) === last.slice(0, 7);
    const end = `${isSameYear ? "" : `${year}年`}${isSameMonth ? "" : `${month}月`}${day}日`;
    return `${formatted(first, locale, { year: "numeric", month: "long", day: "numeric" })} – ${end}`;
  }
  return new Intl.DateTimeFormat(TAGS[locale], {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  }).formatRange(dateOf(first), dateOf(last));
}
