import type { ViewScale } from "@mortise/metadata";
import { dayAfter, daysBetween, type DayWindow, monthBegin, weekBegin } from "../schedule/days.ts";

/** Width of a day in CSS pixels, by how much is shown. */
export const DAY_WIDTHS: Readonly<Record<ViewScale, number>> = { day: 36, week: 15, month: 5 };

const DAYS = 42;
const WEEKS = 16;
const MONTHS = 13;

/** The days that a gantt chart draws around a day: a bit of the past and more of what is to come. */
export function ganttWindow(scale: ViewScale, day: string, weekStart: number): DayWindow {
  if (scale === "month") {
    const first = monthBegin(day, -2);
    return { first, last: dayAfter(monthBegin(first, MONTHS), -1) };
  }
  const days = scale === "day" ? DAYS : WEEKS * 7;
  const first = dayAfter(weekBegin(day, weekStart), scale === "day" ? -7 : -28);
  return { first, last: dayAfter(first, days - 1) };
}

/** The day around which the chart stands after a step back or ahead. */
export function ganttStep(scale: ViewScale, day: string, step: number): string {
  if (scale === "month") return monthBegin(day, step * 3);
  return dayAfter(day, step * (scale === "day" ? 14 : 42));
}

/** A stretch of days with a name in the head of a chart. */
export interface GanttSpan {
  readonly day: string;
  readonly days: number;
}

/** A window cut into months; the first and the last may be parts. */
export function monthSpans({ first, last }: DayWindow): readonly GanttSpan[] {
  const spans: GanttSpan[] = [];
  for (let day = first; day <= last; day = monthBegin(day, 1)) {
    const next = monthBegin(day, 1);
    spans.push({ day, days: daysBetween(day, next > last ? dayAfter(last, 1) : next) });
  }
  return spans;
}

/** The steps below the months: days, or weeks; none when months are all that is shown. */
export function smallSpans(scale: ViewScale, { first, last }: DayWindow): readonly GanttSpan[] {
  if (scale === "month") return [];
  const days = scale === "day" ? 1 : 7;
  const count = Math.floor((daysBetween(first, last) + 1) / days);
  return Array.from({ length: count }, (_, index) => ({ day: dayAfter(first, index * days), days }));
}
