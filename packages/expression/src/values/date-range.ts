import { parseDate } from "./calendar.ts";

/** The first and the last day of a range. */
export interface DayRange {
  readonly start: string;
  readonly end: string;
}

/** Reads `2026-11-01/2026-11-30`, both days included; null when it is none or ends before it starts. */
export function readDayRange(text: string): DayRange | null {
  const [start = "", end = "", more] = text.split("/");
  if (more !== undefined || !parseDate(start) || !parseDate(end) || start > end) return null;
  return { start, end };
}

/** The range as PostgreSQL's `daterange` reads it: `[2026-11-01,2026-11-30]`. */
export function rangeLiteral(text: string): string | null {
  const range = readDayRange(text);
  return range && `[${range.start},${range.end}]`;
}
