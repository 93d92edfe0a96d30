/** The special days of a year while they are edited. */
export interface YearDays {
  readonly holidays: ReadonlySet<string>;
  readonly workdays: ReadonlySet<string>;
}

/** `2027-02-06` */
export function dayText(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Day of the week, Monday 1 to Sunday 7. */
export function weekday(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether people work on a day. */
export function isWorked(day: string, { holidays, workdays }: YearDays): boolean {
  return weekday(day) > 5 ? workdays.has(day) : !holidays.has(day);
}

/** The days with one of them the other way round: a weekday off or not, a weekend day worked or not. */
export function toggled(day: string, days: YearDays): YearDays {
  const switched = (set: ReadonlySet<string>): ReadonlySet<string> =>
    set.has(day) ? new Set([...set].filter((each) => each !== day)) : new Set([...set, day]);
  return weekday(day) > 5
    ? { ...days, workdays: switched(days.workdays) }
    : { ...days, holidays: switched(days.holidays) };
}

/** All days of a year. */
export function daysOfYear(year: number): readonly string[] {
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month) =>
    Array.from({ length: daysInMonth(year, month) }, (_, index) => dayText(year, month, index + 1)),
  );
}
