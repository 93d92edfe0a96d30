import { instantAt, wallTime } from "@mortise/fields";
import { civilDayText, weekdayOf } from "@mortise/kit";
import type { OpenHours } from "@mortise/metadata";

const DAY_MS = 86_400_000;
/** The hours of a week come again; one more day for those that reach into the next. */
const DAYS_AHEAD = 8;

/**
 * The first moment from `since` on that lies within the hours: `since` itself when it does. Hours are those of the wall
 * clock in `timeZone`; undefined when there are none.
 */
export function nextOpening(hours: readonly OpenHours[], since: Date, timeZone: string): Date | undefined {
  const openings: number[] = [];
  // From yesterday on: its hours may end today.
  for (let ahead = -1; ahead <= DAYS_AHEAD; ahead += 1) {
    const { year, month, day } = wallTime(new Date(since.getTime() + ahead * DAY_MS), timeZone);
    const date = civilDayText({ year, month, day });
    for (const { days, from, to } of hours) {
      if (!days.includes(weekdayOf(date))) continue;
      const opens = at(date, from, timeZone);
      const closes = at(to > from ? date : dayAfter(date), to, timeZone);
      if (closes <= since.getTime()) continue;
      openings.push(Math.max(opens, since.getTime()));
    }
  }
  return openings.length === 0 ? undefined : new Date(Math.min(...openings));
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, date.length);
}

function at(date: string, clock: string, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  return instantAt({ year, month, day, hour, minute, second: 0, millisecond: 0 }, timeZone).getTime();
}
