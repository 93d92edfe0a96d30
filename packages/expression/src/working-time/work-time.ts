import { dayIn, instantOf } from "../values/zone.ts";
import { isWorkDay, shiftWorkDays, type WorkCalendar } from "../values/work-calendar.ts";

/** Working days with the hours in which people work. */
export interface WorkHours extends WorkCalendar {
  /** `["09:00", "12:00"]`, one after the other. */
  readonly hours: readonly (readonly [from: string, to: string])[];
}

/** By which calendar, and by the clock of which zone, working time passes. */
export interface WorkPlace {
  readonly calendar: WorkHours;
  readonly timeZone: string;
}

const DAY = 86_400_000;
/** A calendar without working hours for so long has none. */
const MOST_DAYS = 20_000;

function midnight(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function nextDay(day: string): string {
  return new Date(midnight(day) + DAY).toISOString().slice(0, 10);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** The same time of day some working days later; earlier with a negative number. */
export function addWorkDays(from: Date, days: number, { calendar, timeZone }: WorkPlace): Date {
  const day = dayIn(from.getTime(), timeZone);
  const target = shiftWorkDays(day, days, calendar);
  if (target === null) return new Date(from.getTime() + days * DAY);
  const clock = from.getTime() - instantOf(midnight(day), timeZone);
  return new Date(instantOf(midnight(target) + clock, timeZone));
}

/** The moment at which so many milliseconds of working hours have passed; nights, weekends and holidays do not count. */
export function addWorkTime(from: Date, milliseconds: number, { calendar, timeZone }: WorkPlace): Date {
  let left = milliseconds;
  let day = dayIn(from.getTime(), timeZone);
  for (let passed = 0; passed < MOST_DAYS; passed += 1, day = nextDay(day)) {
    if (!isWorkDay(day, calendar)) continue;
    for (const [start, end] of calendar.hours) {
      const at = (time: string): number => instantOf(midnight(day) + minutesOf(time) * 60_000, timeZone);
      const begin = Math.max(at(start), from.getTime());
      const room = at(end) - begin;
      if (room <= 0) continue;
      if (left <= room) return new Date(begin + left);
      left -= room;
    }
  }
  return new Date(from.getTime() + milliseconds);
}
