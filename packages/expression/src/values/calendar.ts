const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MILLISECONDS = 86_400_000;

/** Year, month (1–12) and day of the proleptic Gregorian calendar. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Number of days in a month. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Reads `2026-11-22`; null unless it is a day of the years 1–9999. */
export function parseDate(text: string): CivilDate | null {
  const match = DATE.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

/** Writes `2026-11-22`; null outside the years 1–9999. */
export function dateText(date: CivilDate): string | null {
  if (date.year < 1 || date.year > 9999) return null;
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}`;
}

function pad(value: number, places: number): string {
  return String(value).padStart(places, "0");
}

/** Milliseconds of a civil date and time read as UTC; right for years below 100 too. */
export function utcMilliseconds(date: CivilDate, milliseconds = 0): number {
  const instant = new Date(0);
  instant.setUTCFullYear(date.year, date.month - 1, date.day);
  return instant.getTime() + milliseconds;
}

/** Days since 1970-01-01. */
export function dayNumber(date: CivilDate): number {
  return utcMilliseconds(date) / DAY_MILLISECONDS;
}

/** The civil date of a count of days since 1970-01-01. */
export function civilDate(days: number): CivilDate {
  const instant = new Date(days * DAY_MILLISECONDS);
  return { year: instant.getUTCFullYear(), month: instant.getUTCMonth() + 1, day: instant.getUTCDate() };
}

/** Adds months; a day that the target month lacks becomes its last day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return { year, month, day: Math.min(date.day, daysInMonth(year, month)) };
}

/** Adds days. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDate(dayNumber(date) + days);
}

/** Whole months from one date to another; negative when the second is earlier. */
export function wholeMonths(from: CivilDate, to: CivilDate): number {
  if (dayNumber(to) < dayNumber(from)) return 0 - wholeMonths(to, from);
  return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
}

/** Day of the week, Monday 1 to Sunday 7. */
export function isoWeekday(date: CivilDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}
