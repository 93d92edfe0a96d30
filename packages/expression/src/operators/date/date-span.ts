import { laterBy, laterBySql } from "./duration.ts";
import { insideSql, once, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, CallTyping, DescribedCall, OperatorDefinition, SqlContext } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import {
  addDays,
  addMonths,
  civilDate,
  dateText,
  dayNumber,
  parseDate,
  utcMilliseconds,
  wholeMonths,
} from "../../values/calendar.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact } from "../../values/number.ts";
import { boundedInstant, instantOf, localTime } from "../../values/zone.ts";
import { argument, defineOperator } from "../define.ts";
import { type RestUnit, restBetween, restSql, restUnitNamed } from "./date-rest.ts";

const DAY = 86_400_000;

interface Unit {
  readonly id: string;
  readonly measure: string;
  readonly names: readonly string[];
  /** Length in months, days or milliseconds; exactly one is set. */
  readonly months?: number;
  readonly days?: number;
  readonly milliseconds?: number;
  /** Counts this large leave the calendar for certain. */
  readonly limit: number;
}

const MONTHS: Unit = {
  id: "month",
  measure: "个月",
  names: ["month", "months", "m", "月", "个月"],
  months: 1,
  limit: 120_000,
};
const DAYS: Unit = {
  id: "day",
  measure: "天",
  names: ["day", "days", "d", "天", "日"],
  days: 1,
  limit: 3_700_000,
};
const UNITS: readonly Unit[] = [
  { id: "year", measure: "年", names: ["year", "years", "y", "年"], months: 12, limit: 10_000 },
  { id: "quarter", measure: "个季度", names: ["quarter", "quarters", "q", "季度"], months: 3, limit: 40_000 },
  MONTHS,
  { id: "week", measure: "周", names: ["week", "weeks", "w", "周"], days: 7, limit: 530_000 },
  DAYS,
  {
    id: "hour",
    measure: "小时",
    names: ["hour", "hours", "h", "小时"],
    milliseconds: 3_600_000,
    limit: 88_000_000,
  },
  {
    id: "minute",
    measure: "分钟",
    names: ["minute", "minutes", "min", "分钟"],
    milliseconds: 60_000,
    limit: 5_300_000_000,
  },
  {
    id: "second",
    measure: "秒",
    names: ["second", "seconds", "s", "秒"],
    milliseconds: 1000,
    limit: 320_000_000_000,
  },
];

function unitNamed(name: string): Unit | undefined {
  const sought = name.toLowerCase();
  return UNITS.find((unit) => unit.names.includes(sought));
}

function unitOf(call: CallNode): Unit | undefined {
  const node = call.arguments[2];
  return node?.type === "literal" && typeof node.raw === "string" ? unitNamed(node.raw) : undefined;
}

function restUnitOf(call: CallNode): RestUnit | undefined {
  const node = call.arguments[2];
  return node?.type === "literal" && typeof node.raw === "string" ? restUnitNamed(node.raw) : undefined;
}

function typeUnit(call: CallTyping, hasRest = false): Unit | undefined {
  const message = {
    zh: "单位只能是 年、季度、月、周、天、小时、分钟、秒",
    en: "The unit must be year, quarter, month, week, day, hour, minute or second",
  };
  const name = call.literalText(2, message);
  const unit = unitNamed(name);
  if (name !== "" && !unit && !(hasRest && restUnitNamed(name))) call.problem(2, "EXPR_LITERAL", message);
  return unit;
}

function shiftDay(day: string, count: number, unit: Unit): string | null {
  const date = parseDate(day);
  if (!date) return null;
  return dateText(
    unit.months ? addMonths(date, count * unit.months) : addDays(date, count * (unit.days ?? 0)),
  );
}

function shiftInstant(instant: number, count: number, unit: Unit, timeZone: string): number | null {
  if (unit.milliseconds) return boundedInstant(instant + count * unit.milliseconds);
  const local = localTime(instant, timeZone);
  const day = Math.floor(local / DAY);
  const date = civilDate(day);
  const moved = unit.months ? addMonths(date, count * unit.months) : addDays(date, count * (unit.days ?? 0));
  if (moved.year < 0 || moved.year > 10_000) return null;
  return boundedInstant(instantOf(utcMilliseconds(moved, local - day * DAY), timeZone));
}

function shift(time: Cell, count: Cell, unit: Unit, timeZone: string): Cell {
  if (!(count instanceof Exact)) return null;
  const whole = count.trunc();
  if (whole.abs().gte(unit.limit)) return null;
  if (typeof time === "string") return shiftDay(time, whole.toNumber(), unit);
  return typeof time === "number" ? shiftInstant(time, whole.toNumber(), unit, timeZone) : null;
}

/**
 * PostgreSQL's time ends in 4713 BC, closer than the longest shift back. The sum is made 50 cycles of 400 years later,
 * where the calendar is the same.
 */
const CYCLE = "interval '20000 years'";

function stepSql(count: Sql, unit: Unit): Sql {
  const limit = String(unit.limit);
  const span = unit.milliseconds
    ? `${unit.milliseconds / 1000} seconds`
    : unit.months
      ? `${unit.months} months`
      : `${unit.days ?? 0} days`;
  const whole = insideSql(sql`trunc(${count})`, `-${limit}`, limit);
  return sql`${whole}::float8 * interval '${span}'`;
}

function shiftDaySql(day: Sql, step: Sql): Sql {
  const moved = insideSql(
    sql`(${day} + ${CYCLE} + ${step})::date`,
    "date '20000-12-31'",
    "date '30000-01-01'",
  );
  return sql`(${moved} - ${CYCLE})::date`;
}

/** A day some months later; a day that the target month lacks becomes its last. NULL outside the years 1–9999. */
export function addMonthsSql(day: Sql, count: Sql): Sql {
  return shiftDaySql(day, stepSql(count, MONTHS));
}

/** A day some months later, by the cells of a call; null outside the years 1–9999. */
export function addMonthsTo(day: Cell, count: Cell): string | null {
  const moved = shift(day, count, MONTHS, "UTC");
  return typeof moved === "string" ? moved : null;
}

function shiftSql(args: readonly Sql[], call: CallNode, context: SqlContext): Sql {
  const [time = sql`NULL`, count = sql`NULL`] = args;
  if (args.length === 2) return laterBySql(time, count);
  const unit = unitOf(call) ?? DAYS;
  const step = stepSql(count, unit);
  if (call.kind === "date") return shiftDaySql(time, step);
  const zone = parameter(unit.milliseconds ? "UTC" : context.timeZone, "text");
  const local = sql`((${time} AT TIME ZONE ${zone}) + ${CYCLE} + ${step})`;
  const moved = insideSql(local, "timestamp '20000-01-01'", "timestamp '30001-01-01'");
  return insideSql(
    sql`((${moved} - ${CYCLE}) AT TIME ZONE ${zone})`,
    "timestamptz '0001-01-02 00:00:00Z'",
    "timestamptz '9999-12-31 00:00:00Z'",
  );
}

function describeShift({ locale, arguments: [, count, name], text }: DescribedCall): string | undefined {
  if (name === undefined)
    return locale === "zh" ? `${text(0)} 之后 ${text(1)}` : `${text(1)} after ${text(0)}`;
  const unit = typeof name === "string" ? unitNamed(name) : undefined;
  if (!unit) return undefined;
  const back = typeof count === "number" && count < 0;
  const amount = typeof count === "number" ? String(Math.abs(count)) : text(1);
  if (locale === "zh") return `${text(0)} ${back ? "之前" : "之后"} ${amount} ${unit.measure}`;
  return `${amount} ${unit.id}${amount === "1" ? "" : "s"} ${back ? "before" : "after"} ${text(0)}`;
}

function describeDifference({ locale, arguments: [, , name], text }: DescribedCall): string | undefined {
  const rest = typeof name === "string" ? restUnitNamed(name) : undefined;
  if (rest)
    return locale === "zh"
      ? `${text(0)} 到 ${text(1)} ${rest.name.zh}数`
      : `${rest.name.en} from ${text(0)} to ${text(1)}`;
  const unit = typeof name === "string" ? unitNamed(name) : undefined;
  if (!unit) return undefined;
  if (locale === "zh") return `${text(0)} 到 ${text(1)} 相隔的${unit.measure.replace("个", "")}数`;
  return `${unit.id}s from ${text(0)} to ${text(1)}`;
}

const dateAdd = defineOperator({
  id: "dateAdd",
  name: { zh: "日期推移", en: "shifted date" },
  arity: [2, 3],
  formula: { names: ["DATEADD"], zh: ["日期推移"] },
  sentence: { zh: "{0} 之后 {1} {2}", en: "{1} {2} after {0}" },
  describe: describeShift,
  type(call): ValueKind {
    if (call.count === 2) {
      call.expect(0, "datetime");
      call.expect(1, "duration");
      return "datetime";
    }
    const kind = call.expect(0, "date", "datetime");
    call.expect(1, "number");
    const unit = typeUnit(call);
    if (kind === "date" && unit?.milliseconds) {
      call.problem(2, "EXPR_TYPE", {
        zh: "日期没有时间，不能加小时或分钟",
        en: "A date has no time of day; hours and minutes cannot be added",
      });
    }
    return kind;
  },
  evaluate(args, call) {
    const unit = unitOf(call);
    const [time, count] = [argument(args, 0), argument(args, 1)];
    if (args.length === 2) return (environment) => laterBy(time(environment), count(environment));
    return (environment) =>
      unit ? shift(time(environment), count(environment), unit, environment.timeZone) : null;
  },
  sql: shiftSql,
});

function difference(from: Cell, to: Cell, unit: Unit): number | null {
  if (typeof from === "number" && typeof to === "number")
    return Math.trunc((to - from) / (unit.milliseconds ?? DAY)) + 0;
  if (typeof from !== "string" || typeof to !== "string") return null;
  const [first, last] = [parseDate(from), parseDate(to)];
  if (!first || !last) return null;
  if (unit.months) return Math.trunc(wholeMonths(first, last) / unit.months) + 0;
  const days = dayNumber(last) - dayNumber(first);
  return unit.milliseconds ? days * (DAY / unit.milliseconds) : Math.trunc(days / (unit.days ?? 1)) + 0;
}

function restOf(from: Cell, to: Cell, unit: RestUnit): number | null {
  const [first, last] = [from, to].map((cell) => (typeof cell === "string" ? parseDate(cell) : null));
  return first && last ? restBetween(first, last, unit) : null;
}

function differenceSql(args: readonly Sql[], call: CallNode): Sql {
  const [from = sql`NULL`, to = sql`NULL`] = args;
  const unit = unitOf(call);
  const rest = restUnitOf(call);
  if (rest) return restSql(from, to, rest);
  if (call.arguments[0]?.kind === "datetime") {
    return sql`trunc(EXTRACT(EPOCH FROM (${to} - ${from})) / ${String((unit?.milliseconds ?? DAY) / 1000)})`;
  }
  if (unit?.months) {
    const span = sql`age(${to}::timestamp, ${from}::timestamp)`;
    const months = once([span], ([x = span]) => sql`EXTRACT(YEAR FROM ${x}) * 12 + EXTRACT(MONTH FROM ${x})`);
    return sql`trunc((${months}) / ${String(unit.months)}.0)`;
  }
  const days = sql`(${to} - ${from})::numeric`;
  return unit?.milliseconds
    ? sql`(${days} * ${String(DAY / unit.milliseconds)})`
    : sql`trunc(${days} / ${String(unit?.days ?? 1)})`;
}

const dateDiff = defineOperator({
  id: "dateDiff",
  name: { zh: "日期间隔", en: "time between" },
  arity: [3, 3],
  formula: { names: ["DATEDIF", "DATEDIFF"], zh: ["日期间隔"] },
  sentence: { zh: "{0} 到 {1} 的{2}数", en: "{2}s from {0} to {1}" },
  describe: describeDifference,
  type(call) {
    const unit = typeUnit(call, true);
    for (const index of [0, 1]) call.expect(index, "date", "datetime");
    // Days, weeks, months and years are counted by the calendar of the zone.
    if (call.unify([0, 1], true) === "datetime" && !unit?.milliseconds)
      for (const index of [0, 1]) call.expect(index, "date");
    return "number";
  },
  evaluate(args, call) {
    const unit = unitOf(call);
    const rest = restUnitOf(call);
    const [from, to] = [argument(args, 0), argument(args, 1)];
    return (environment) => {
      const [start, end] = [from(environment), to(environment)];
      const count = rest ? restOf(start, end, rest) : unit ? difference(start, end, unit) : null;
      return count === null ? null : new Exact(count);
    };
  },
  sql: differenceSql,
});

/** Operators that shift and measure time. */
export const DATE_SPAN_OPERATORS: readonly OperatorDefinition[] = [dateAdd, dateDiff];
