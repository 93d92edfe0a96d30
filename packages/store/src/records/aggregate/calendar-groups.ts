import { dayIn, startOfDay } from "@mortise/expression";
import type { DateGrain, DatePart } from "@mortise/metadata";
import { sql } from "kysely";
import { queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTHS: Readonly<Partial<Record<DateGrain, number>>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };
const GRAINS: readonly DateGrain[] = ["hour", "day", "week", "month", "quarter", "halfYear", "year"];

/** How the parts of dates are read, and which operator of the language says the same. */
const PARTS: Readonly<Record<DatePart, { readonly field: string; readonly operator: string }>> = {
  monthOfYear: { field: "month", operator: "month" },
  dayOfWeek: { field: "isodow", operator: "weekday" },
  hourOfDay: { field: "hour", operator: "hour" },
};

/** Says so when a grain is none of those there are. */
export function knownGrain(grain: DateGrain): DateGrain {
  if (!GRAINS.includes(grain)) throw queryInvalid({ part: "grain", reason: String(grain) });
  return grain;
}

/**
 * The beginning of the group that a wall clock time lies in. `shift` months lie between the beginning of the year and
 * that of the fiscal year.
 */
export function groupStartSql(local: Sql, grain: DateGrain, shift: number): Sql {
  if (grain === "hour") return sql`date_trunc('hour', ${local})`;
  // Going back by months keeps the month, whatever becomes of the day: it is cut off anyway.
  const moved = shift === 0 ? local : sql`(${local} - make_interval(months => ${shift}))`;
  const start =
    grain === "halfYear"
      ? sql`(date_trunc('year', ${moved}) + case when extract(month from ${moved}) > 6 then interval '6 months' else interval '0' end)`
      : sql`date_trunc(${grain}, ${moved})`;
  return shift === 0 ? sql`${start}::date` : sql`(${start} + make_interval(months => ${shift}))::date`;
}

/** The number of a part of a wall clock time: months from 1, weekdays from 1 for Monday, hours from 0. */
export function partSql(local: Sql, part: DatePart): Sql {
  return sql`extract(${sql.raw(knownPart(part).field)} from ${local})::int`;
}

/** The operator of the language that gives the number of a part. */
export function partOperator(part: DatePart): string {
  return knownPart(part).operator;
}

function knownPart(part: DatePart): (typeof PARTS)[DatePart] {
  if (!Object.hasOwn(PARTS, part)) throw queryInvalid({ part: "part", reason: String(part) });
  return PARTS[part];
}

/** First day of a group and first day after it, as dates. */
export function groupDays(day: string, grain: DateGrain): { readonly from: string; readonly to: string } {
  const from = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  const to = new Date(from);
  const months = MONTHS[grain];
  if (months === undefined) to.setTime(to.getTime() + (grain === "week" ? 7 : 1) * DAY);
  else to.setUTCMonth(to.getUTCMonth() + months);
  return { from: from.toISOString().slice(0, 10), to: to.toISOString().slice(0, 10) };
}

/** The first moment of a day in a zone, also where clocks go back over midnight and its first hour comes twice. */
export function firstMomentOf(day: string, timeZone: string): string {
  const start = startOfDay(day, timeZone) ?? Date.parse(day);
  const earlier = start - HOUR;
  return new Date(dayIn(earlier, timeZone) === day ? earlier : start).toISOString();
}
