import { once, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, CallTyping, OperatorDefinition, SqlContext } from "../../tree/node.ts";
import type { CivilDay } from "@mortise/kit";
import { addDays, addMonths, dayNumber, isoWeekday } from "../../values/calendar.ts";
import { Exact } from "../../values/number.ts";
import { localTime } from "../../values/zone.ts";
import { argument, defineOperator } from "../define.ts";
import { civilOf, expectTime, localSql } from "./date.ts";

const DAY = 86_400_000;

interface Part {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly formula: string;
  readonly chinese: string;
}

interface DatePart extends Part {
  readonly step: (date: CivilDay) => number;
  /** SQL over a date or a wall clock time. */
  readonly write: (local: Sql) => Sql;
}

interface ClockPart extends Part {
  /** Milliseconds of the unit, and how many of them make the next larger one. */
  readonly unit: number;
  readonly cycle: number;
  readonly field: string;
}

function local(args: readonly Sql[], call: CallNode, context: SqlContext): Sql {
  const [value = sql`NULL`] = args;
  return call.arguments[0]?.kind === "datetime" ? localSql(value, context) : value;
}

function extract(field: string): (value: Sql) => Sql {
  return (value) => sql`EXTRACT(${field} FROM ${value})`;
}

function datePart({ id, name, formula, chinese, step, write }: DatePart): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names: [formula], zh: [chinese] },
    sentence: { zh: `{0} 的${name.zh}`, en: `${name.en} of {0}` },
    type(call) {
      expectTime(call);
      return "number";
    },
    evaluate: (args) => (environment) => {
      const date = civilOf(argument(args, 0)(environment), environment.timeZone);
      return date && new Exact(step(date));
    },
    sql: (args, call, context) => write(local(args, call, context)),
  });
}

function clockPart({ id, name, formula, chinese, unit, cycle, field }: ClockPart): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names: [formula], zh: [chinese] },
    sentence: { zh: `{0} 的${name.zh}`, en: `${name.en} of {0}` },
    type(call: CallTyping) {
      call.expect(0, "datetime");
      return "number";
    },
    evaluate: (args) => (environment) => {
      const cell = argument(args, 0)(environment);
      if (typeof cell !== "number") return null;
      const time = localTime(cell, environment.timeZone);
      const inDay = time - Math.floor(time / DAY) * DAY;
      return new Exact(Math.floor(inDay / unit) % cycle);
    },
    sql: ([value = sql`NULL`], _call, context) =>
      sql`trunc(EXTRACT(${field} FROM ${localSql(value, context)}))`,
  });
}

/** 1 for 1 January. */
function dayOfYear(date: CivilDay): number {
  return dayNumber(date) - dayNumber({ year: date.year, month: 1, day: 1 }) + 1;
}

/** Week of the year by ISO 8601: the first one is that of the first Thursday. */
function isoWeek(date: CivilDay): number {
  const thursday = addDays(date, 4 - isoWeekday(date));
  return Math.floor((dayOfYear(thursday) - 1) / 7) + 1;
}

/** Week of the year when the first one is that of 1 January; weeks begin on Monday. */
function weekNumber(date: CivilDay): number {
  const first = isoWeekday({ year: date.year, month: 1, day: 1 });
  return Math.floor((dayOfYear(date) + first - 2) / 7) + 1;
}

function weekNumberSql(value: Sql): Sql {
  return once([value], ([x = value]) => {
    const first = sql`EXTRACT(ISODOW FROM date_trunc('year', ${x}::timestamp))`;
    return sql`(floor((EXTRACT(DOY FROM ${x}) + ${first} - 2) / 7) + 1)`;
  });
}

function daysInMonth(date: CivilDay): number {
  const first = { ...date, day: 1 };
  return dayNumber(addMonths(first, 1)) - dayNumber(first);
}

function daysInMonthSql(value: Sql): Sql {
  return sql`EXTRACT(DAY FROM date_trunc('month', ${value}::timestamp) + interval '1 month' - interval '1 day')`;
}

/** Operators that read one part of a date or of a time of day. */
export const DATE_PART_OPERATORS: readonly OperatorDefinition[] = [
  datePart({
    id: "year",
    name: { zh: "年份", en: "the year" },
    formula: "YEAR",
    chinese: "年",
    step: (date) => date.year,
    write: extract("YEAR"),
  }),
  datePart({
    id: "quarter",
    name: { zh: "季度", en: "the quarter" },
    formula: "QUARTER",
    chinese: "季度",
    step: (date) => Math.floor((date.month + 2) / 3),
    write: extract("QUARTER"),
  }),
  datePart({
    id: "month",
    name: { zh: "月份", en: "the month" },
    formula: "MONTH",
    chinese: "月",
    step: (date) => date.month,
    write: extract("MONTH"),
  }),
  datePart({
    id: "day",
    name: { zh: "日", en: "the day of the month" },
    formula: "DAY",
    chinese: "日",
    step: (date) => date.day,
    write: extract("DAY"),
  }),
  datePart({
    id: "weekday",
    name: { zh: "星期几", en: "the weekday" },
    formula: "WEEKDAY",
    chinese: "星期几",
    step: isoWeekday,
    write: extract("ISODOW"),
  }),
  datePart({
    id: "isoWeek",
    name: { zh: "ISO 周数", en: "the ISO week" },
    formula: "ISOWEEKNUM",
    chinese: "ISO周数",
    step: isoWeek,
    write: extract("WEEK"),
  }),
  datePart({
    id: "weekNumber",
    name: { zh: "周数", en: "the week of the year" },
    formula: "WEEKNUM",
    chinese: "周数",
    step: weekNumber,
    write: weekNumberSql,
  }),
  datePart({
    id: "dayOfYear",
    name: { zh: "年内第几天", en: "the day of the year" },
    formula: "DAYOFYEAR",
    chinese: "年内第几天",
    step: dayOfYear,
    write: extract("DOY"),
  }),
  datePart({
    id: "daysInMonth",
    name: { zh: "当月天数", en: "the number of days of the month" },
    formula: "DAYSINMONTH",
    chinese: "当月天数",
    step: daysInMonth,
    write: daysInMonthSql,
  }),
  clockPart({
    id: "hour",
    name: { zh: "小时", en: "the hour" },
    formula: "HOUR",
    chinese: "时",
    unit: 3_600_000,
    cycle: 24,
    field: "HOUR",
  }),
  clockPart({
    id: "minute",
    name: { zh: "分钟", en: "the minute" },
    formula: "MINUTE",
    chinese: "分",
    unit: 60_000,
    cycle: 60,
    field: "MINUTE",
  }),
  clockPart({
    id: "second",
    name: { zh: "秒", en: "the second" },
    formula: "SECOND",
    chinese: "秒",
    unit: 1000,
    cycle: 60,
    field: "SECOND",
  }),
];
