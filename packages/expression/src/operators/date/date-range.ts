import { falseWhenNull, type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { parseDate, utcMilliseconds } from "../../values/calendar.ts";
import type { Cell } from "../../values/cell.ts";
import { type DayRange, readDayRange } from "../../values/date-range.ts";
import { Exact } from "../../values/number.ts";
import { argument, defineOperator } from "../define.ts";

const DAY = 86_400_000;

function rangeOf(cell: Cell): DayRange | null {
  return typeof cell === "string" ? readDayRange(cell) : null;
}

function pair(args: readonly Sql[]): readonly [Sql, Sql] {
  return [args[0] ?? sql`NULL::daterange`, args[1] ?? sql`NULL`];
}

const overlaps = defineOperator({
  id: "overlaps",
  name: { zh: "日期重叠", en: "overlaps" },
  arity: [2, 2],
  formula: { names: ["OVERLAPS"], zh: ["日期重叠"] },
  sentence: { zh: "{0} 与 {1} 有重叠", en: "{0} overlaps {1}" },
  type(call) {
    call.expectAll("dateRange");
    return "boolean";
  },
  evaluate: (args) => (environment) => {
    const [a, b] = [rangeOf(argument(args, 0)(environment)), rangeOf(argument(args, 1)(environment))];
    return a !== null && b !== null && a.start <= b.end && b.start <= a.end;
  },
  sql: (args) => {
    const [a, b] = pair(args);
    return falseWhenNull(sql`${a} && ${b}`, [a, b]);
  },
});

const covers = defineOperator({
  id: "covers",
  name: { zh: "包含日期", en: "includes the day" },
  arity: [2, 2],
  formula: { names: ["COVERS"], zh: ["包含日期"] },
  sentence: { zh: "{0} 包含 {1} 这一天", en: "{0} includes {1}" },
  type(call) {
    call.expect(0, "dateRange");
    call.expect(1, "date");
    return "boolean";
  },
  evaluate: (args) => (environment) => {
    const range = rangeOf(argument(args, 0)(environment));
    const day = argument(args, 1)(environment);
    return range !== null && typeof day === "string" && range.start <= day && day <= range.end;
  },
  sql: (args) => {
    const [range, day] = pair(args);
    return falseWhenNull(sql`${range} @> ${day}`, [range, day]);
  },
});

function ofRange(kind: ValueKind): (call: CallTyping) => ValueKind {
  return (call) => {
    call.expect(0, "dateRange");
    return kind;
  };
}

const rangeStart = defineOperator({
  id: "rangeStart",
  name: { zh: "区间开始日期", en: "start" },
  arity: [1, 1],
  formula: { names: ["RANGESTART"], zh: ["区间开始"] },
  sentence: { zh: "{0} 的开始日期", en: "the first day of {0}" },
  type: ofRange("date"),
  evaluate: (args) => (environment) => rangeOf(argument(args, 0)(environment))?.start ?? null,
  sql: (args) => sql`lower(${pair(args)[0]})`,
});

const rangeEnd = defineOperator({
  id: "rangeEnd",
  name: { zh: "区间结束日期", en: "end" },
  arity: [1, 1],
  formula: { names: ["RANGEEND"], zh: ["区间结束"] },
  sentence: { zh: "{0} 的结束日期", en: "the last day of {0}" },
  type: ofRange("date"),
  evaluate: (args) => (environment) => rangeOf(argument(args, 0)(environment))?.end ?? null,
  // PostgreSQL keeps the day after the last one.
  sql: (args) => sql`(upper(${pair(args)[0]}) - 1)`,
});

function dayCount({ start, end }: DayRange): Exact | null {
  const [first, last] = [parseDate(start), parseDate(end)];
  return first && last && new Exact((utcMilliseconds(last, 0) - utcMilliseconds(first, 0)) / DAY + 1);
}

const rangeDays = defineOperator({
  id: "rangeDays",
  name: { zh: "区间天数", en: "number of days" },
  arity: [1, 1],
  formula: { names: ["RANGEDAYS"], zh: ["区间天数"] },
  sentence: { zh: "{0} 的天数", en: "the number of days in {0}" },
  type: ofRange("number"),
  evaluate: (args) => (environment) => {
    const range = rangeOf(argument(args, 0)(environment));
    return range && dayCount(range);
  },
  sql: (args) => sql`(upper(${pair(args)[0]}) - lower(${pair(args)[0]}))::numeric`,
});

/** Operators on ranges of days. */
export const DATE_RANGE_OPERATORS: readonly OperatorDefinition[] = [
  overlaps,
  covers,
  rangeStart,
  rangeEnd,
  rangeDays,
];
