import { civilDayText, daysInMonth, weekdayOf } from "@mortise/kit";

/** The special days of a year while they are edited. */
export interface YearDays {
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

/** Whether people work on a day. */
export function isWorked(day: string, { holidays, workdays }: YearDays): boolean {
  return weekdayOf(day) > 5 ? workdays.has(day) : !holidays.has(day);
}

/** The days with one of them the other way round: a weekday off or not, a weekend day worked or not. */
export function toggled(day: string, days: YearDays): YearDays {
  const switched = (set: ReadonlySet<string>): ReadonlySet<string> =>
    set.has(day) ? new Set([...set].filter((each) => each !== day)) : new Set([...set, day]);
  return weekdayOf(day) > 5
    ? { ...days, workdays: switched(days.workdays) }
    : { ...days, holidays: switched(days.holidays) };
}

/** All days of a year. */
export function daysOfYear(year: number): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) =>
    Array.from({ length: daysInMonth(year, month) }, (_, index) =>
      civilDayText({ year, month, day: index + 1 }),
    ),
  );
}
