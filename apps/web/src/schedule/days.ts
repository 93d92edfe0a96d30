import { readCivilDay, weekdayOf } from "@mortise/kit";
import type { ViewScale } from "@mortise/metadata";

const DAY = 86_400_000;

/** A stretch of days, both ends included; days are texts such as `2026-11-29`. */
export interface DayWindow {
  readonly first: string;
  readonly last: string;
}

const number = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY;

/** The day so many days later, or earlier. */
export function dayAfter(day: string, days: number): string {
  return new Date((number(day) + days) * DAY).toISOString().slice(0, 10);
}

/** How many days lie between two days; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return number(to) - number(from);
}

/** How many months the second day's month comes after the first day's; negative when it is earlier. */
export function monthsBetween(from: string, to: string): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(to) - months(from);
}

/** The first day of the week that holds the day. */
export function weekBegin(day: string, weekStart: number): string {
  return dayAfter(day, -((weekdayOf(day) - weekStart + 7) % 7));
}

/** The first day of the month so many months later. */
export function monthBegin(day: string, months = 0): string {
  const [year = 1970, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** What a calendar shows around a day: whole weeks of its month, its week, or the day. */
export function calendarWindow(scale: ViewScale, day: string, weekStart: number): DayWindow {
  if (scale === "day") return { first: day, last: day };
  if (scale === "week") {
    const first = weekBegin(day, weekStart);
    return { first, last: dayAfter(first, 6) };
  }
  const last = dayAfter(monthBegin(day, 1), -1);
  return { first: weekBegin(monthBegin(day), weekStart), last: dayAfter(weekBegin(last, weekStart), 6) };
}

/** The day around which the next (1) or the previous (-1) stretch of a calendar lies. */
export function stepped(scale: ViewScale, day: string, step: number): string {
  return scale === "month" ? monthBegin(day, step) : dayAfter(day, scale === "week" ? step * 7 : step);
}

/** All days of a window in order. */
export function daysOf({ first, last }: DayWindow): readonly string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => dayAfter(first, index));
}

/** A text from an address as a day; undefined when it is none. */
export function readDay(text: string | null | undefined): string | undefined {
  return text && readCivilDay(text) ? text : undefined;
}
