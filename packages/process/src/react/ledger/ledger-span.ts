import { dayIn } from "@mortise/expression";

/** The first and the last day that are counted, `2026-11-30`. */
export interface LedgerSpan {
  readonly from: string;
  readonly until: string;
}

const DAY = 86_400_000;

/** So many days that end with the day of a moment, by the clock of the reader. */
export function lastDays(days: number, now: number, timeZone: string): LedgerSpan {
  const until = dayIn(now, timeZone);
  return { from: new Date(Date.parse(until) - (days - 1) * DAY).toISOString().slice(0, 10), until };
}
