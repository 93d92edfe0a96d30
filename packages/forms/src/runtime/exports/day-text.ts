/** The day it is somewhere, as file names carry it: `2026-11-29`. */
export function dayText(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(now);
}
