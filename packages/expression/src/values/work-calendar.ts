import { addDays, dateText, dayNumber, isoWeekday, parseDate } from "./calendar.ts";

/**
 * The days on which work differs from Monday to Friday, handed in from outside: public holidays and the weekend days
 * worked in exchange for them (调休). Dates are texts such as `2026-10-01`; what is no date is passed over.
 */
export interface WorkCalendar {
  /** Days off. Weekends need not be listed. */
  readonly holidays: readonly string[];
  /** Weekend days on which people work. */
  readonly workdays: readonly string[];
  /** The month in which the fiscal year begins, 1 to 12; January when not said. */
  readonly fiscalMonth?: number;
  /** Working hours of each working day, `["09:00", "12:00"]`, one after the other; 09:00–18:00 when not said. */
  readonly hours?: readonly (readonly [from: string, to: string])[];
}

/** A day that breaks the rule of the week. */
export interface Exception {
  readonly day: string;
  /** Working days up to and including this day, counted from 0001-01-01. */
  readonly rank: number;
  /** How many working days more (or fewer) there have been up to this day than weekdays. */
  readonly offset: number;
  readonly isWorked: boolean;
}

/** 0001-01-01, a Monday: day number 0 of the count of working days. */
const EPOCH = -719_162;

/** Weekdays (Monday to Friday) from the epoch up to and including a day, by its number since 1970. */
function weekdayRank(day: number): number {
  const days = day - EPOCH;
  return Math.floor(days / 7) * 5 + Math.min((days % 7) + 1, 5);
}

/** The number since 1970 of the weekday with that rank. */
function weekdayAt(rank: number): number {
  return EPOCH + Math.floor((rank - 1) / 5) * 7 + ((rank - 1) % 5);
}

function readExceptions(calendar: WorkCalendar | undefined): readonly Exception[] {
  const days = new Map<string, boolean>();
  const isWeekend = (day: string): boolean | undefined => {
    const date = parseDate(day);
    return date ? isoWeekday(date) > 5 : undefined;
  };
  for (const day of calendar?.holidays ?? []) if (isWeekend(day) === false) days.set(day, false);
  for (const day of calendar?.workdays ?? []) if (isWeekend(day) === true) days.set(day, true);
  let offset = 0;
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, isWorked]) => {
      const date = parseDate(day);
      if (!date) return [];
      offset += isWorked ? 1 : -1;
      return [{ day, rank: weekdayRank(dayNumber(date)) + offset, offset, isWorked }];
    });
}

const prepared = new WeakMap<WorkCalendar, readonly Exception[]>();

/** The exceptions of a calendar in order of days, worked out once per calendar; none without a calendar. */
export function exceptionsOf(calendar: WorkCalendar | undefined): readonly Exception[] {
  if (!calendar) return [];
  const known = prepared.get(calendar);
  if (known) return known;
  const made = readExceptions(calendar);
  prepared.set(calendar, made);
  return made;
}

/** How many exceptions, from the first on, meet a test that holds for a beginning of the list only. */
function countWhile(exceptions: readonly Exception[], holds: (exception: Exception) => boolean): number {
  let [low, high] = [0, exceptions.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const exception = exceptions[middle];
    if (exception && holds(exception)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Working days from 0001-01-01 up to and including a day; null when the text is no day. */
export function workRank(day: string, calendar: WorkCalendar | undefined): number | null {
  const date = parseDate(day);
  if (!date) return null;
  const exceptions = exceptionsOf(calendar);
  const before = exceptions[countWhile(exceptions, (exception) => exception.day <= day) - 1];
  return weekdayRank(dayNumber(date)) + (before?.offset ?? 0);
}

/** The working day with that rank; null before the first. May lie beyond the calendar: see `dateText`. */
function workDayAt(rank: number, calendar: WorkCalendar | undefined): string | null {
  const exceptions = exceptionsOf(calendar);
  const passed = countWhile(exceptions, (exception) => exception.rank < rank);
  // Days off behind a worked day have its rank too; the worked day stands first.
  const next = exceptions[passed];
  if (next?.rank === rank && next.isWorked) return next.day;
  const weekday = rank - (exceptions[passed - 1]?.offset ?? 0);
  if (weekday < 1) return null;
  return dateText(addDays({ year: 1970, month: 1, day: 1 }, weekdayAt(weekday)));
}

/** Tells whether people work on a day. */
export function isWorkDay(day: string, calendar: WorkCalendar | undefined): boolean {
  const date = parseDate(day);
  if (!date) return false;
  const exceptions = exceptionsOf(calendar);
  const found = exceptions[countWhile(exceptions, (exception) => exception.day < day)];
  return found?.day === day ? found.isWorked : isoWeekday(date) <= 5;
}

/** The n-th working day after a day, before it when n is negative, the day itself for 0; null outside the years 1–9999. */
export function shiftWorkDays(day: string, count: number, calendar: WorkCalendar | undefined): string | null {
  const rank = workRank(day, calendar);
  if (rank === null || count === 0) return rank === null ? null : day;
  if (count > 0) return workDayAt(rank + count, calendar);
  const before = rank - (isWorkDay(day, calendar) ? 1 : 0);
  return workDayAt(before + count + 1, calendar);
}

/** Working days from one day to another, both counted; negative when the second is the earlier one. */
export function countWorkDays(from: string, to: string, calendar: WorkCalendar | undefined): number | null {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const [low, high] = [workRank(first, calendar), workRank(last, calendar)];
  if (low === null || high === null) return null;
  const days = high - low + (isWorkDay(first, calendar) ? 1 : 0);
  return from <= to ? days : -days + 0;
}
