import type { Expression } from "@mortise/expression";
import { dayAfter, type DayWindow } from "./days.ts";
import type { ScheduleDates } from "./schedule-dates.ts";
import { momentOf } from "./schedule-event.ts";

/** The condition that a record takes some of the days of a window. */
export function inWindow(dates: ScheduleDates, { first, last }: DayWindow, zone: string): Expression {
  const start: Expression = { var: dates.start.id };
  if (dates.kind === "dateRange") return { overlaps: [start, `${first}/${last}`] };
  const isDay = dates.kind === "date";
  const from = isDay ? first : momentOf(first, 0, zone);
  const before = isDay ? dayAfter(last, 1) : momentOf(dayAfter(last, 1), 0, zone);
  const begins: Expression = { ">=": [start, from] };
  const isBefore: Expression = { "<": [start, before] };
  if (!dates.end) return { and: [begins, isBefore] };
  return { and: [isBefore, { or: [begins, { ">=": [{ var: dates.end.id }, from] }] }] };
}
