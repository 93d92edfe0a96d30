import type { Locale } from "@mortise/kit";

const TAGS: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en-GB" };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A point in time as people of a zone write it, to the minute. */
export function formatDateTime(value: string | Date, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
  }).format(new Date(value));
}

/** How long ago or how far ahead a point in time is: 5 分钟前, in 2 hours; after a week the plain date. */
export function formatRelativeTime(value: string | Date, now: Date, locale: Locale): string {
  const time = new Date(value);
  const distance = time.getTime() - now.getTime();
  const size = Math.abs(distance);
  const format = new Intl.RelativeTimeFormat(TAGS[locale], { numeric: "auto", style: "short" });
  if (size < MINUTE) return locale === "zh" ? "刚刚" : "just now";
  // What is due in two hours less a second is due in two hours; what is past is counted in whole units.
  const count = (unit: number) => (distance > 0 ? Math.round : Math.trunc)(distance / unit);
  if (size < HOUR) return format.format(count(MINUTE), "minute");
  if (size < DAY) return format.format(count(HOUR), "hour");
  if (size < 7 * DAY) return format.format(count(DAY), "day");
  return new Intl.DateTimeFormat(TAGS[locale], { year: "numeric", month: "2-digit", day: "2-digit" }).format(
    time,
  );
}
