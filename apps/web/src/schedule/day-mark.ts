import type { WorkCalendar } from "@mortise/expression";
import { weekdayOf } from "@mortise/kit";

/** What kind of day it is: a holiday, a weekend day worked in exchange, a plain weekend, or a working day. */
export type DayMark = "off" | "worked" | "weekend" | "plain";

/** Looks days up in the company's calendar; made once per calendar. */
export function dayMarks(calendar: WorkCalendar | undefined): (day: string) => DayMark {
  const holidays = new Set(calendar?.holidays);
  const workdays = new Set(calendar?.workdays);
  return (day) => {
    if (holidays.has(day)) return "off";
    const isWeekend = weekdayOf(day) > 5;
    if (isWeekend && workdays.has(day)) return "worked";
    return isWeekend ? "weekend" : "plain";
  };
}
