import type { RecordData } from "@mortise/contract";
import { readDayRange } from "@mortise/expression";
import { instantAt, wallTime } from "@mortise/fields";
import { civilDayText } from "@mortise/kit";
import { dayAfter, daysBetween } from "./days.ts";
import type { ScheduleDates } from "./schedule-dates.ts";

/** Minutes that an event without an end takes. */
const PLAIN_LENGTH = 60;
const SHORTEST = 15;

/** A record placed in time: its first and last day, and the minutes of those days when it has times. */
export interface ScheduleEvent {
  readonly record: RecordData;
  readonly first: string;
  readonly last: string;
  /** Minutes of the first day; undefined for events of whole days. */
  readonly from?: number;
  /** Minutes of the last day, 1440 at its end. */
  readonly to?: number;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** The minute of a day as a clock shows it. */
export function clockText(minutes: number): string {
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** The instant of a minute of a day in a zone. */
export function momentOf(day: string, minutes: number, zone: string): string {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const wall = { year, month, day: date, hour: 0, minute: minutes, second: 0, millisecond: 0 };
  return instantAt(wall, zone).toISOString();
}

/** Reads when a record is; undefined when it has no start. An end before the start counts as none. */
export function readEvent(record: RecordData, dates: ScheduleDates, zone: string): ScheduleEvent | undefined {
  const start = record[dates.start.id];
  const end = dates.end ? record[dates.end.id] : undefined;
  if (typeof start !== "string" || start === "") return undefined;
  if (dates.kind === "dateRange") {
    const range = readDayRange(start);
    return range ? { record, first: range.start, last: range.end } : undefined;
  }
  if (dates.kind === "date")
    return { record, first: start, last: typeof end === "string" && end > start ? end : start };
  return readTimed(record, start, typeof end === "string" ? end : undefined, zone);
}

function readTimed(
  record: RecordData,
  start: string,
  end: string | undefined,
  zone: string,
): ScheduleEvent | undefined {
  const begin = new Date(start);
  if (Number.isNaN(begin.getTime())) return undefined;
  const finish = end !== undefined && Date.parse(end) > begin.getTime() ? new Date(end) : undefined;
  const wall = wallTime(begin, zone);
  const first = civilDayText(wall);
  const from = wall.hour * 60 + wall.minute;
  if (!finish) return { record, first, last: first, from, to: Math.min(1440, from + PLAIN_LENGTH) };
  const until = wallTime(finish, zone);
  const to = until.hour * 60 + until.minute;
  // What ends at midnight takes nothing of the next day.
  return to === 0
    ? { record, first, last: dayAfter(civilDayText(until), -1), from, to: 1440 }
    : { record, first, last: civilDayText(until), from, to };
}

/** How far something was dragged. */
export interface Shift {
  readonly days: number;
  readonly minutes: number;
}

/** The values that move a record in time as a whole. */
export function movedValues(
  { record, first, last }: ScheduleEvent,
  { days, minutes }: Shift,
  dates: ScheduleDates,
  zone: string,
): Readonly<Record<string, string>> {
  if (dates.kind === "dateRange")
    return { [dates.start.id]: `${dayAfter(first, days)}/${dayAfter(last, days)}` };
  const shifted = (value: unknown): string =>
    dates.kind === "date"
      ? dayAfter(String(value), days)
      : shiftedInstant(String(value), days, minutes, zone);
  const end = dates.end;
  const hasEnd = end !== undefined && typeof record[end.id] === "string";
  return {
    [dates.start.id]: shifted(record[dates.start.id]),
    ...(hasEnd ? { [end.id]: shifted(record[end.id]) } : {}),
  };
}

/** Whether events have an end that can be dragged. */
export function hasOwnEnd(dates: ScheduleDates): boolean {
  return dates.kind === "dateRange" || dates.end !== undefined;
}

/** The values that move the end of a record; it never comes before its start. */
export function resizedValues(
  event: ScheduleEvent,
  { days, minutes }: Shift,
  dates: ScheduleDates,
  zone: string,
): Readonly<Record<string, string>> {
  const { record, first, last, from = 0, to = 1440 } = event;
  const moved = dayAfter(last, days);
  const day = daysBetween(first, moved) < 0 ? first : moved;
  if (dates.kind === "dateRange") return { [dates.start.id]: `${first}/${day}` };
  if (!dates.end) return {};
  if (dates.kind === "date") return { [dates.end.id]: day };
  const start = Date.parse(String(record[dates.start.id]));
  const end = Date.parse(momentOf(moved, to + minutes, zone));
  const least = start + (first === day && from + SHORTEST <= 1440 ? SHORTEST : 1) * 60_000;
  return { [dates.end.id]: new Date(Math.max(end, least)).toISOString() };
}

/** By the clock on the wall: a meeting at nine stays at nine when clocks are set between the days. */
function shiftedInstant(value: string, days: number, minutes: number, zone: string): string {
  const wall = wallTime(new Date(value), zone);
  return instantAt({ ...wall, day: wall.day + days, minute: wall.minute + minutes }, zone).toISOString();
}

/** What a new record of a day starts with; `minutes` when a time of that day was pointed at. */
export function newValues(
  dates: ScheduleDates,
  zone: string,
  day: string,
  minutes = 9 * 60,
): Readonly<Record<string, string>> {
  if (dates.kind === "dateRange") return { [dates.start.id]: `${day}/${day}` };
  const at = (minute: number): string => (dates.kind === "date" ? day : momentOf(day, minute, zone));
  return {
    [dates.start.id]: at(minutes),
    ...(dates.end ? { [dates.end.id]: at(minutes + PLAIN_LENGTH) } : {}),
  };
}
