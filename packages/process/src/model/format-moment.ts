import { localTime } from "@mortise/expression";

/** A moment by the company's clock, to the minute: `2026-11-23 09:00`. */
export function formatMoment(moment: string | number, timeZone: string): string {
  const instant = typeof moment === "number" ? moment : Date.parse(moment);
  return new Date(localTime(instant, timeZone)).toISOString().slice(0, 16).replace("T", " ");
}
