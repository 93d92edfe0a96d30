import type { CivilDay, LocalizedText } from "@mortise/kit";
import { once, type Sql, sql } from "../../sql/fragment.ts";
import { addMonths, dayNumber, wholeMonths } from "../../values/calendar.ts";

/** What is left of the time between two days when its larger units are taken off, as DATEDIF's YM, MD and YD say. */
export interface RestUnit {
  readonly id: string;
  readonly name: LocalizedText;
  /** Counts from an earlier to a later day with that many whole months between. */
  readonly count: (first: CivilDay, last: CivilDay, months: number) => number;
  /** The same over the earlier day `a`, the later day `b` and the months. */
  readonly write: (a: Sql, b: Sql, months: Sql) => Sql;
}

function daysAfter(first: CivilDay, months: number, last: CivilDay): number {
  return dayNumber(last) - dayNumber(addMonths(first, months));
}

const REST_UNITS: readonly RestUnit[] = [
  {
    id: "ym",
    name: { zh: "满年以外的月", en: "months beyond whole years" },
    count: (_first, _last, months) => months % 12,
    write: (_a, _b, months) => sql`mod(${months}, 12)`,
  },
  {
    id: "md",
    name: { zh: "满月以外的天", en: "days beyond whole months" },
    count: (first, last, months) => daysAfter(first, months, last),
    write: (a, b, months) => sql`(${b} - (${a} + ${months}::float8 * interval '1 month')::date)::numeric`,
  },
  {
    id: "yd",
    name: { zh: "满年以外的天", en: "days beyond whole years" },
    count: (first, last, months) => daysAfter(first, months - (months % 12), last),
    write: (a, b, months) =>
      sql`(${b} - (${a} + (${months} - mod(${months}, 12))::float8 * interval '1 month')::date)::numeric`,
  },
];

/** The rest unit with that name, in any case of letters. */
export function restUnitNamed(name: string): RestUnit | undefined {
  return REST_UNITS.find((unit) => unit.id === name.toLowerCase());
}

/** The rest between two days, negative when the second is the earlier one. */
export function restBetween(from: CivilDay, to: CivilDay, unit: RestUnit): number {
  if (dayNumber(to) < dayNumber(from)) return 0 - restBetween(to, from, unit);
  return unit.count(from, to, wholeMonths(from, to));
}

/** The same in SQL. */
export function restSql(from: Sql, to: Sql, unit: RestUnit): Sql {
  return once([from, to], ([x = from, y = to]) => {
    const [a, b] = [sql`LEAST(${x}, ${y})`, sql`GREATEST(${x}, ${y})`];
    const span = sql`age(${b}::timestamp, ${a}::timestamp)`;
    const rest = once([span], ([s = span]) => {
      const months = sql`(EXTRACT(YEAR FROM ${s}) * 12 + EXTRACT(MONTH FROM ${s}))`;
      return once([months], ([m = months]) => unit.write(a, b, m));
    });
    return sql`(CASE WHEN ${x} <= ${y} THEN 1 WHEN ${x} > ${y} THEN -1 END * ${rest})`;
  });
}
