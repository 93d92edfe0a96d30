import type { WorkCalendar } from "@mortise/expression";
import { CHINA_CALENDAR } from "@mortise/fields";

/** A stretch of working hours of a day: `["09:00", "18:00"]`, the end not inside. */
export type WorkSpan = readonly [from: string, to: string];

/** The company's working days, hours and fiscal year. */
export interface CompanyCalendar extends WorkCalendar {
  readonly fiscalMonth: number;
  /** Working hours of each working day, one after the other. */
  readonly hours: readonly WorkSpan[];
}

/** The calendar of an installation in which nobody has set anything. */
export const USUAL_CALENDAR: CompanyCalendar = {
  ...CHINA_CALENDAR,
  fiscalMonth: 1,
  hours: [["09:00", "18:00"]],
};

/** The special days of one year: days off from Monday to Friday, and weekend days on which people work. */
export interface YearDays {
  readonly holidays: readonly string[];
  readonly workdays: readonly string[];
}

/** A year as administrators see it. */
export interface WorkYear extends YearDays {
  readonly year: number;
  /** `own` was set by the company; `built-in` comes with the product. */
  readonly source: "own" | "built-in";
  /** Goes up with each change; 0 for a year that was never changed. */
  readonly revision: number;
}
