import { type Expression, instantOf, localTime, periodRange } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";
import type { ComparisonBase, DateGrain } from "@mortise/metadata";

const DAY = 86_400_000;
/** So many weeks back the days of the week are the same ones, and the season nearly. */
const WEEKS_OF_YEAR = 52;
const MONTHS: Readonly<Partial<Record<DateGrain, number>>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/**
 * A stretch of time in the reader's wall clock, written as if it were UTC: from its beginning up to, not including, its
 * end. Days are whole when both ends are at midnight.
 */
export interface WallRange {
  readonly from: number;
  readonly to: number;
}

/** The wall clock moment that a base of comparison puts in the place of another: the same day of the period, or its last. */
export function shiftBack(wall: number, grain: DateGrain, base: ComparisonBase): number {
  const months = base === "lastYear" ? 12 : MONTHS[grain];
  if (grain === "week") return wall - (base === "lastYear" ? WEEKS_OF_YEAR * 7 : 7) * DAY;
  if (months === undefined) return wall - DAY;
  return monthsBack(wall, months);
}

function monthsBack(wall: number, months: number): number {
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

/** The same stretch one period, or one year, back. */
export function shiftRange({ from, to }: WallRange, grain: DateGrain, base: ComparisonBase): WallRange {
  // The end of a whole month is the beginning of the next one, which goes back as such.
  return { from: shiftBack(from, grain, base), to: shiftBack(to, grain, base) };
}

/** The period of a grain that a wall clock moment lies in; `shift` months lie between January and the fiscal year. */
export function periodAround(wall: number, grain: DateGrain, shift: number): WallRange {
  const date = new Date(Math.floor(wall / DAY) * DAY);
  const months = MONTHS[grain];
  if (grain === "week") {
    const from = date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY;
    return { from, to: from + 7 * DAY };
  }
  if (months === undefined) return { from: date.getTime(), to: date.getTime() + DAY };
  const since = date.getUTCFullYear() * 12 + date.getUTCMonth() - shift;
  const first = Math.floor(since / months) * months + shift;
  const at = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12);
  return { from: at(first), to: at(first + months) };
}

/** The stretch that a key of a group of dates stands for. */
export function rangeOfKey(key: string, grain: DateGrain): WallRange {
  const from = Date.parse(`${key.slice(0, 10)}T00:00:00Z`);
  const date = new Date(from);
  const months = MONTHS[grain];
  if (months === undefined) return { from, to: from + (grain === "week" ? 7 : 1) * DAY };
  date.setUTCMonth(date.getUTCMonth() + months);
  return { from, to: date.getTime() };
}

/** The key of the group that begins at a wall clock moment. */
export function keyAt(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** The wall clock of the reader at a moment. */
export function wallAt(moment: Date, timeZone: string): number {
  return localTime(moment.getTime(), timeZone);
}

/** A condition that a field lies in a stretch of time; of dates, the day on which an unfinished stretch ends counts. */
export function inRange(
  field: string,
  { from, to }: WallRange,
  { kind, timeZone }: { readonly kind: "date" | "datetime"; readonly timeZone: string },
): Expression {
  const variable = { var: field };
  if (kind === "datetime") {
    const at = (wall: number): string => new Date(instantOf(wall, timeZone)).toISOString();
    return { and: [{ ">=": [variable, at(from)] }, { "<": [variable, at(to)] }] };
  }
  const end = to % DAY === 0 ? to : (Math.floor(to / DAY) + 1) * DAY;
  return { and: [{ ">=": [variable, keyAt(from)] }, { "<": [variable, keyAt(end)] }] };
}

/** What conditions are read against. */
export interface PeriodPlace {
  readonly today: string;
  readonly fiscalMonth: number;
}

/** The stretch that a condition of the form "is in the period" leaves; undefined for others and for endless ones. */
export function rangeOfCondition(condition: Expression, place: PeriodPlace): WallRange | undefined {
  const call: unknown = isPlainObject(condition) ? condition["inPeriod"] : undefined;
  if (!Array.isArray(call)) return undefined;
  const [, id, count]: readonly unknown[] = call;
  if (typeof id !== "string") return undefined;
  const range = periodRange(id, place, typeof count === "number" ? count : 0);
  if (!range?.first || !range.last) return undefined;
  return { from: Date.parse(range.first), to: Date.parse(range.last) + DAY };
}
