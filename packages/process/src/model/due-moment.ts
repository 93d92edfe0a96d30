import {
  dayIn,
  dueAfter,
  dueBefore,
  durationMilliseconds,
  instantOf,
  type Value,
  type WorkPlace,
} from "@mortise/expression";
import type { AppointmentMoment } from "./appointment.ts";
import type { Settings } from "./settings.ts";

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Years looked through for an anniversary; every one has 28 February. */
const MOST_YEARS = 1_000;

/** The first moment after `after` at which the flow is due for a record; undefined when there is none. */
export function dueMoment(settings: Settings, moment: AppointmentMoment): Date | undefined {
  const value = moment.record[settings.text("field") ?? ""] ?? null;
  for (const date of datesOf(settings, value, moment)) {
    const due = shifted(settings, date, moment);
    if (due && due > moment.after) return due;
  }
  return undefined;
}

/** The moment in the field; with yearly repetition those of the years around, in their order. */
function* datesOf(settings: Settings, value: Value, moment: AppointmentMoment): Generator<Date> {
  if (typeof value !== "string") return;
  const isDay = DAY.test(value);
  const at = isDay ? momentOf(value, settings.text("at") ?? "09:00", moment) : new Date(value);
  if (!settings.flag("yearly") || Number.isNaN(at.getTime())) {
    if (!Number.isNaN(at.getTime())) yield at;
    return;
  }
  const { timeZone } = moment;
  const day = dayIn(at.getTime(), timeZone);
  const time = isDay ? (settings.text("at") ?? "09:00") : localTime(at, day, timeZone);
  const first = Math.max(Number(day.slice(0, 4)), earliestYear(settings, moment.after));
  for (let year = first; year < first + MOST_YEARS; year += 1)
    yield momentOf(inYear(day, year), time, moment);
}

/** A year whose anniversary, once shifted, cannot lie behind the moment yet; working days pass at most twice as slowly. */
function earliestYear(settings: Settings, after: Date): number {
  const length = durationMilliseconds(settings.text("by") ?? "") ?? 0;
  const side = settings.text("side") ?? "on";
  const shift = side === "on" ? 0 : side === "before" ? length : -2 * length;
  return new Date(after.getTime() + shift).getUTCFullYear() - 1;
}

function momentOf(day: string, time: string, { timeZone }: WorkPlace): Date {
  return new Date(instantOf(Date.parse(`${day}T${time.slice(0, 5)}:00Z`), timeZone));
}

/** The time of day of a moment: `14:30`. */
function localTime(at: Date, day: string, timeZone: string): string {
  const passed = at.getTime() - instantOf(Date.parse(`${day}T00:00:00Z`), timeZone);
  return new Date(passed).toISOString().slice(11, 16);
}

/** The same day of another year; 29 February is the 28th where there is none. */
function inYear(day: string, year: number): string {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const rest = day.slice(5) === "02-29" && !isLeap ? "02-28" : day.slice(5);
  return `${String(year).padStart(4, "0")}-${rest}`;
}

function shifted(settings: Settings, date: Date, place: WorkPlace): Date | undefined {
  const side = settings.text("side") ?? "on";
  const by = settings.text("by") ?? "";
  if (side === "on") return date;
  return side === "before" ? dueBefore(by, date, place) : dueAfter(by, date, place);
}
