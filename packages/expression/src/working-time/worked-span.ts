import { dayIn, localTime } from "../values/zone.ts";
import { isWorkDay, type WorkCalendar, workRank } from "../values/work-calendar.ts";

const DAY = 86_400_000;
const USUAL_HOURS = [["09:00", "18:00"]] as const;

/** A stretch of working hours, in seconds since midnight. */
export interface WorkedSpan {
  readonly from: number;
  readonly to: number;
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60;
}

/** The working hours of a day in seconds since midnight: 09:00–18:00 where the calendar does not say. */
export function workedSpans(calendar: WorkCalendar | undefined): readonly WorkedSpan[] {
  return (calendar?.hours ?? USUAL_HOURS).map(([from, to]) => ({ from: secondsOf(from), to: secondsOf(to) }));
}

/** Milliseconds of working time from the first day of the calendar to a moment, by the wall clock of the zone. */
function workedUntil(at: number, { calendar, timeZone }: WorkedPlace): number | null {
  const day = dayIn(at, timeZone);
  const rank = workRank(day, calendar);
  if (rank === null) return null;
  const spans = workedSpans(calendar);
  const within = (until: number): number =>
    spans.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(until, to * 1000) - from * 1000), 0);
  if (!isWorkDay(day, calendar)) return rank * within(DAY);
  const local = localTime(at, timeZone);
  return (rank - 1) * within(DAY) + within(local - Math.floor(local / DAY) * DAY);
}

/** By which calendar, and by the clock of which zone, working time is counted. */
export interface WorkedPlace {
  readonly calendar?: WorkCalendar | undefined;
  readonly timeZone: string;
}

/** Milliseconds of working time from one moment to another; negative when the second is the earlier one. */
export function workedBetween(from: number, to: number, place: WorkedPlace): number | null {
  const [start, end] = [workedUntil(from, place), workedUntil(to, place)];
  return start === null || end === null ? null : end - start;
}
