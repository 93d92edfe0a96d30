import { dayIn, startOfDay } from "@mortise/expression";

const DAY_MS = 86_400_000;
const DAY_LENGTH = "2026-12-01".length;

/** The moment at which the calendar day or month after that of `now` begins in a zone. */
export function nextPeriod(period: "day" | "month", now: Date, timeZone: string): Date {
  const today = dayIn(now.getTime(), timeZone);
  const begins = period === "day" ? Date.parse(today) + DAY_MS : firstOfNextMonth(today);
  const day = new Date(begins).toISOString().slice(0, DAY_LENGTH);
  return new Date(startOfDay(day, timeZone) ?? begins);
}

function firstOfNextMonth(day: string): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
