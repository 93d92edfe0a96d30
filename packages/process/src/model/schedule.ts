import { dayIn, instantOf, isWorkDay, shiftWorkDays, type WorkPlace } from "@mortise/expression";

/** How often something recurs. */
export type Recurrence = "minutes" | "day" | "week" | "month" | "year";

/** What becomes of a day on which nobody works: it counts like others, is left out, or moves to the working day after or before. */
export type DaysOff = "count" | "skip" | "next" | "previous";

/** When something recurs, by the clock of a place. */
export interface Schedule {
  readonly every: Recurrence;
  /** Times of day, `09:00`. */
  readonly times: readonly string[];
  /** With `week`: 1 for Monday to 7. */
  readonly weekdays: readonly number[];
  /** With `month` and `year`: days of the month, `last` for its last one. Days that a month lacks are left out. */
  readonly days: readonly (number | "last")[];
  /** With `year`: 1 to 12. */
  readonly months: readonly number[];
  readonly daysOff: DaysOff;
}

const DAY = 86_400_000;
/** Days on which nobody works follow each other for less than so long. */
const LONGEST_LEAVE = 31;
/** 29 February comes at least every eight years. */
const MOST_DAYS = 8 * 366 + LONGEST_LEAVE;

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Whether the rule names a day, holidays aside. */
function names({ every, weekdays, days, months }: Schedule, day: string): boolean {
  const date = new Date(midnight(day));
  if (every === "day" || every === "minutes") return true;
  if (every === "week") return weekdays.includes(date.getUTCDay() || 7);
  if (every === "year" && !months.includes(date.getUTCMonth() + 1)) return false;
  const isLast = new Date(date.getTime() + DAY).getUTCDate() === 1;
  return days.includes(date.getUTCDate()) || (isLast && days.includes("last"));
}

/** The day on which a named day takes place; null when it is left out. */
function takesPlace(daysOff: DaysOff, day: string, { calendar }: WorkPlace): string | null {
  if (daysOff === "count" || isWorkDay(day, calendar)) return day;
  return daysOff === "skip" ? null : shiftWorkDays(day, daysOff === "next" ? 1 : -1, calendar);
}

function* occurrences(schedule: Schedule, after: Date, place: WorkPlace): Generator<Date> {
  const first = midnight(dayIn(after.getTime(), place.timeZone)) - LONGEST_LEAVE * DAY;
  const times = [...new Set(schedule.times)].toSorted((one, other) => minutesOf(one) - minutesOf(other));
  let last: string | null = null;
  for (let passed = 0; passed < MOST_DAYS; passed += 1) {
    const named = dayText(first + passed * DAY);
    const day = names(schedule, named) ? takesPlace(schedule.daysOff, named, place) : null;
    // A weekend that moves to Monday makes one Monday.
    if (day === null || day === last) continue;
    last = day;
    for (const time of times) {
      const at = new Date(instantOf(midnight(day) + minutesOf(time) * 60_000, place.timeZone));
      if (at > after) yield at;
    }
  }
}

/**
 * The next moments of a schedule after one, at most `count`; fewer or none when it names no day. A time that the clock
 * skips when summer begins takes place an hour later; of one that comes twice the second counts.
 */
export function nextOccurrences(
  schedule: Schedule,
  after: Date,
  place: WorkPlace,
  count: number,
): readonly Date[] {
  const found: Date[] = [];
  for (const at of occurrences(schedule, after, place)) {
    if (found.length >= count) break;
    found.push(at);
  }
  return found;
}

/** Times of day in equal steps of minutes from one time to another, both taken: `09:00`, `09:30`, …. */
export function timesBetween(from: string, to: string, step: number): readonly string[] {
  const [first, last] = [minutesOf(from), minutesOf(to)];
  const count = step > 0 && last >= first ? Math.floor((last - first) / step) + 1 : 0;
  return Array.from({ length: count }, (_, index) => {
    const minutes = first + index * step;
    const two = (number: number): string => String(number).padStart(2, "0");
    return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  });
}
