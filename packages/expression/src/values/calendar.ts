import { type CivilDay, civilDayText, daysInMonth, readCivilDay } from "@mortise/kit";

const DAY_MILLISECONDS = 86_400_000;

/** Reads `2026-11-22`; null unless it is a day of the years 1–9999. */
export function parseDate(text: string): CivilDay | null {
  return readCivilDay(text) ?? null;
}

/** Writes `2026-11-22`; null outside the years 1–9999. */
export function dateText(date: CivilDay): string | null {
  if (date.year < 1 || date.year > 9999) return null;
  return civilDayText(date);
}

/** Milliseconds of a civil date and time read as UTC; right for years below 100 too. */
export function utcMilliseconds(date: CivilDay, milliseconds = 0): number {
  const instant = new Date(0);
  instant.setUTCFullYear(date.year, date.month - 1, date.day);
  return instant.getTime() + milliseconds;
}

/** Days since 1970-01-01. */
export function dayNumber(date: CivilDay): number {
  return utcMilliseconds(date) / DAY_MILLISECONDS;
}

/** The civil date of a count of days since 1970-01-01. */
export function civilDate(days: number): CivilDay {
  const instant = new Date(days * DAY_MILLISECONDS);
  return { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate() };
}

/** Adds months; a day that the target month lacks becomes its last day. */
export function addMonths(date: CivilDay, months: number): CivilDay {
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

/** Adds days. */
export function addDays(date: CivilDay, days: number): CivilDay {
  return civilDate(dayNumber(date) + days);
}

/** Whole months from one date to another; negative when the second is earlier. */
export function wholeMonths(from: CivilDay, to: CivilDay): number {
  if (dayNumber(to) < dayNumber(from)) return 0 - wholeMonths(to, from);
  return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
}

/** Day of the week, Monday 1 to Sunday 7. */
export function isoWeekday(date: CivilDay): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
