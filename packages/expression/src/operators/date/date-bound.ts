import { type CivilDay, fillText } from "@mortise/kit";
import { insideSql, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, DescribedCall, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { addDays, addMonths, dateText, dayNumber, isoWeekday, parseDate } from "../../values/calendar.ts";
import { Exact } from "../../values/number.ts";
import { argument, defineOperator } from "../define.ts";
import { civilOf, expectTime, localSql } from "./date.ts";
import { addMonthsSql, addMonthsTo } from "./date-span.ts";

interface Span {
  readonly id: string;
  readonly names: readonly string[];
  readonly chinese: string;
  readonly start: (date: CivilDay) => CivilDay;
  readonly end: (date: CivilDay) => CivilDay;
}

function monthSpan(id: string, months: number, names: readonly string[], chinese: string): Span {
  const start = (date: CivilDay): CivilDay => ({
    ...date,
    month: Math.floor((date.month - 1) / months) * months + 1,
    day: 1,
  });
  return { id, names, chinese, start, end: (date) => addDays(addMonths(start(date), months), -1) };
}

const SPANS: readonly Span[] = [
  {
    id: "week",
    names: ["week", "w", "周"],
    chinese: "周",
    start: (date) => addDays(date, 1 - isoWeekday(date)),
    end: (date) => addDays(date, 7 - isoWeekday(date)),
  },
  monthSpan("month", 1, ["month", "m", "月"], "月"),
  monthSpan("quarter", 3, ["quarter", "q", "季度"], "季度"),
  monthSpan("year", 12, ["year", "y", "年"], "年"),
];

function spanNamed(name: unknown): Span | undefined {
  return typeof name === "string" ? SPANS.find((span) => span.names.includes(name.toLowerCase())) : undefined;
}

function spanOf(call: CallNode): Span | undefined {
  const node = call.arguments[1];
  return node?.type === "literal" ? spanNamed(node.raw) : undefined;
}

const DAY_BOUNDS = ["date '0001-12-31 BC'", "date '10000-01-01'"] as const;

/** The last day of a span that begins at a given wall clock time, in SQL. */
function endSql(start: Sql, span: string): Sql {
  const length = span === "quarter" ? "3 months" : `1 ${span}`;
  return insideSql(sql`(${start} + interval '${length}' - interval '1 day')::date`, ...DAY_BOUNDS);
}

function bound(id: "startOf" | "endOf"): OperatorDefinition {
  const isStart = id === "startOf";
  const words = isStart ? { zh: "第一天", en: "the first day" } : { zh: "最后一天", en: "the last day" };
  return defineOperator({
    id,
    name: isStart
      ? { zh: "期初", en: "first day of the period" }
      : { zh: "期末", en: "last day of the period" },
    arity: [2, 2],
    formula: { names: [id.toUpperCase()], zh: [isStart ? "期初" : "期末"] },
    describe: ({ locale, arguments: [, name], text }: DescribedCall) => {
      const span = spanNamed(name);
      if (!span) return undefined;
      const sentence =
        locale === "zh"
          ? `{date} 所在${span.chinese}的${words.zh}`
          : `${words.en} of the ${span.id} of {date}`;
      return fillText(sentence, { date: text(0) });
    },
    type(call): ValueKind {
      expectTime(call);
      const message = {
        zh: "单位只能是 周、月、季度、年",
        en: "The unit must be week, month, quarter or year",
      };
      const name = call.literalText(1, message);
      if (name !== "" && !spanNamed(name)) call.problem(1, "EXPR_LITERAL", message);
      return "date";
    },
    evaluate(args, call) {
      const span = spanOf(call);
      const value = argument(args, 0);
      return (environment) => {
        const date = civilOf(value(environment), environment.timeZone);
        return date && span ? dateText(isStart ? span.start(date) : span.end(date)) : null;
      };
    },
    sql([value = sql`NULL`], call, context) {
      const span = spanOf(call)?.id ?? "month";
      const day =
        call.arguments[0]?.kind === "datetime" ? localSql(value, context) : sql`${value}::timestamp`;
      const start = sql`date_trunc('${span}', ${day})`;
      return isStart ? sql`${start}::date` : endSql(start, span);
    },
  });
}

const edate = defineOperator({
  id: "edate",
  name: { zh: "几个月后的日期", en: "the day some months later" },
  arity: [2, 2],
  formula: { names: ["EDATE"], zh: ["几个月后"] },
  sentence: { zh: "{0} 的 {1} 个月后", en: "{1} months after {0}" },
  type(call): ValueKind {
    call.expect(0, "date");
    call.expect(1, "number");
    return "date";
  },
  evaluate: (args) => (environment) =>
    addMonthsTo(argument(args, 0)(environment), argument(args, 1)(environment)),
  sql: ([day = sql`NULL::date`, count = sql`NULL::numeric`]) => addMonthsSql(day, count),
});

const eomonth = defineOperator({
  id: "eomonth",
  name: { zh: "几个月后的月末", en: "the month's end some months later" },
  arity: [1, 2],
  formula: { names: ["EOMONTH"], zh: ["月末"] },
  describe: ({ locale, arguments: { length }, text }) => {
    if (length === 1) return locale === "zh" ? `${text(0)} 的月末` : `the month's end of ${text(0)}`;
    return locale === "zh"
      ? `${text(0)} 的 ${text(1)} 个月后的月末`
      : `the month's end ${text(1)} months after ${text(0)}`;
  },
  type(call): ValueKind {
    call.expect(0, "date");
    call.expect(1, "number");
    return "date";
  },
  evaluate(args) {
    const [day, count] = [argument(args, 0), args[1]];
    return (environment) => {
      const moved = addMonthsTo(day(environment), count ? count(environment) : new Exact(0));
      const date = moved === null ? null : parseDate(moved);
      return date && dateText(addDays(addMonths({ ...date, day: 1 }, 1), -1));
    };
  },
  sql: ([day = sql`NULL::date`, count]) => {
    const moved = count ? addMonthsSql(day, count) : day;
    return endSql(sql`date_trunc('month', ${moved}::timestamp)`, "month");
  },
});

const days = defineOperator({
  id: "days",
  name: { zh: "相差天数", en: "days between" },
  arity: [2, 2],
  formula: { names: ["DAYS"], zh: ["相差天数"] },
  sentence: { zh: "{1} 到 {0} 的天数", en: "days from {1} to {0}" },
  type(call): ValueKind {
    for (const index of [0, 1]) call.expect(index, "date");
    return "number";
  },
  evaluate: (args) => (environment) => {
    const [end, start] = args.map((part) => {
      const cell = part(environment);
      return typeof cell === "string" ? parseDate(cell) : null;
    });
    return start && end ? new Exact(dayNumber(end) - dayNumber(start)) : null;
  },
  sql: ([end = sql`NULL::date`, start = sql`NULL::date`]) => sql`(${end} - ${start})::numeric`,
});

/** Operators that find the first and last days of weeks, months, quarters and years. */
export const DATE_BOUND_OPERATORS: readonly OperatorDefinition[] = [
  bound("startOf"),
  bound("endOf"),
  edate,
  eomonth,
  days,
];
