import { type CivilDay, fillText, localize } from "@mortise/kit";
import {
  certain,
  falseWhenNull,
  insideSql,
  joinSql,
  once,
  parameter,
  type Sql,
  sql,
} from "../../sql/fragment.ts";
import { setDayOperator } from "../../tree/adapt.ts";
import { literalNumber } from "../../tree/literal-number.ts";
import type {
  CallNode,
  CallTyping,
  DescribedCall,
  Evaluate,
  OperatorDefinition,
  SqlContext,
  TypedNode,
} from "../../tree/node.ts";
import type { Environment, ValueKind } from "../../types.ts";
import { addDays, addMonths, civilDate, dateText, parseDate } from "../../values/calendar.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact, wholeNumber } from "../../values/number.ts";
import {
  isCountedPeriod,
  PERIOD_IDS,
  periodName,
  type PeriodMoment,
  periodRange,
  type PeriodRange,
} from "../../values/period.ts";
import { dayIn, localTime, startOfDay } from "../../values/zone.ts";
import { argument, defineOperator } from "../define.ts";

const DAY = 86_400_000;

/** The wall clock of a datetime, in SQL. */
export function localSql(value: Sql, context: SqlContext): Sql {
  return sql`(${value} AT TIME ZONE ${parameter(context.timeZone, "text")})`;
}

/** The day now, as the operator that answers `today`. */
export const today = defineOperator({
  id: "today",
  name: { zh: "今天", en: "today" },
  arity: [0, 0],
  formula: { names: ["TODAY"], zh: ["今天"] },
  sentence: { zh: "今天", en: "today" },
  type: () => "date",
  evaluate: () => (environment) => dayIn(environment.now.getTime(), environment.timeZone),
  sql: (_args, _call, context) => parameter(dayIn(context.now.getTime(), context.timeZone), "date"),
});

/** The present moment. */
export const now = defineOperator({
  id: "now",
  name: { zh: "此刻", en: "now" },
  arity: [0, 0],
  formula: { names: ["NOW"], zh: ["此刻", "现在"] },
  sentence: { zh: "此刻", en: "now" },
  type: () => "datetime",
  evaluate: () => (environment) => environment.now.getTime(),
  sql: (_args, _call, context) => parameter(context.now.toISOString(), "timestamptz"),
});

/** Makes an argument a date or a datetime. */
export function expectTime(call: CallTyping, index = 0): ValueKind {
  return call.expect(index, "date", "datetime");
}

/** The day of a datetime in the zone. */
export const toDate = defineOperator({
  id: "toDate",
  name: { zh: "取日期", en: "the day" },
  arity: [1, 1],
  formula: { names: ["TODATE"], zh: ["取日期"] },
  sentence: { zh: "{0} 的日期", en: "the day of {0}" },
  type(call) {
    expectTime(call);
    return "date";
  },
  evaluate: (args) => (environment) => {
    const cell = argument(args, 0)(environment);
    return typeof cell === "number" ? dayIn(cell, environment.timeZone) : cell;
  },
  sql(args, call, context) {
    const [value = sql`NULL`] = args;
    return call.arguments[0]?.kind === "datetime" ? sql`${localSql(value, context)}::date` : value;
  },
});
setDayOperator(toDate);

function wholePart(cell: Cell): number | undefined {
  return cell instanceof Exact ? wholeNumber(cell, -100_000, 100_000) : undefined;
}

/** The day of a date or datetime on the calendar of the zone; null for anything else. */
export function civilOf(cell: Cell, timeZone: string): CivilDay | null {
  if (typeof cell === "number") return civilDate(Math.floor(localTime(cell, timeZone) / DAY));
  return typeof cell === "string" ? parseDate(cell) : null;
}

const makeDate = defineOperator({
  id: "date",
  name: { zh: "日期", en: "date" },
  arity: [3, 3],
  formula: { names: ["DATE"], zh: ["日期"] },
  type(call) {
    call.expectAll("number");
    return "date";
  },
  evaluate: (args) => (environment) => {
    const [year, month, day] = args.map((part) => wholePart(part(environment)));
    if (year === undefined || month === undefined || day === undefined) return null;
    if (year < 1 || year > 9999 || Math.abs(month) >= 1000 || Math.abs(day) >= 100_000) return null;
    return dateText(addDays(addMonths({ year, month: 1, day: 1 }, month - 1), day - 1));
  },
  sql(args) {
    const [year = "", month = "", day = ""] = args.map((part, index) => {
      const [low = "", high = ""] =
        [
          ["0", "10000"],
          ["-1000", "1000"],
          ["-100000", "100000"],
        ][index] ?? [];
      return sql`${insideSql(sql`trunc(${part})`, low, high)}::float8`;
    });
    const first = sql`timestamp '0001-01-01' + (${year} - 1) * interval '1 year' + (${month} - 1) * interval '1 month'`;
    const date = sql`(${first} + (${day} - 1) * interval '1 day')::date`;
    return insideSql(date, "date '0001-12-31 BC'", "date '10000-01-01'");
  },
});

/** The longest counted period: a hundred years of days. */
const MOST_COUNTED = 36_500;

function periodOf(call: CallNode, moment: PeriodMoment): PeriodRange | null {
  const id = call.arguments[1];
  const count = literalNumber(call.arguments[2])?.toNumber() ?? 1;
  return id?.type === "literal" && typeof id.raw === "string" ? periodRange(id.raw, moment, count) : null;
}

/** The day now and the fiscal year, from an environment or from what SQL is written with. */
function momentOf({
  now,
  timeZone,
  calendar,
}: Pick<Environment, "now" | "timeZone" | "calendar">): PeriodMoment {
  return { today: dayIn(now.getTime(), timeZone), fiscalMonth: calendar?.fiscalMonth ?? 1 };
}

function evaluatePeriod(args: readonly Evaluate[], call: CallNode): Evaluate {
  const value = argument(args, 0);
  return (environment) => {
    const cell = value(environment);
    if (typeof cell !== "number" && typeof cell !== "string") return false;
    const range = periodOf(call, momentOf(environment));
    if (range === null) return false;
    const day = typeof cell === "number" ? dayIn(cell, environment.timeZone) : cell;
    const { first, last } = range;
    return (first === null || day >= first) && (last === null || day <= last);
  };
}

/** The end of a range of days in a zone: the instant its last day ends. */
function afterDay(day: string, timeZone: string): number | null {
  const date = parseDate(day);
  const next = date && dateText(addDays(date, 1));
  return next ? startOfDay(next, timeZone) : null;
}

function instantSql(instant: number | null): Sql | null {
  return instant === null ? null : parameter(new Date(instant).toISOString(), "timestamptz");
}

/** The bounds of a period, as far as it has them: ranges that an index on the field can answer. */
function boundsSql(node: TypedNode | undefined, { first, last }: PeriodRange, timeZone: string) {
  if (node?.kind === "datetime") {
    return [
      first === null ? null : instantSql(startOfDay(first, timeZone)),
      last === null ? null : instantSql(afterDay(last, timeZone)),
    ] as const;
  }
  return [first, last].map((day) => (day === null ? null : parameter(day, "date")));
}

function periodSql(value: Sql, node: TypedNode | undefined, range: PeriodRange, timeZone: string): Sql {
  const [first, last] = boundsSql(node, range, timeZone);
  const sign = node?.kind === "datetime" ? "<" : "<=";
  return once([value], ([x = value]) => {
    const bounds = [first ? sql`${x} >= ${first}` : [], last ? sql`${x} ${sign} ${last}` : []].flat();
    return falseWhenNull(joinSql(bounds, " AND "), [x]);
  });
}

function describePeriod({ locale, arguments: [, id, count], text }: DescribedCall): string | undefined {
  const name = typeof id === "string" ? periodName(id) : undefined;
  if (!name) return undefined;
  const period = fillText(localize(name, locale), {
    n: typeof count === "number" || typeof count === "string" ? count : 0,
  });
  return locale === "zh" ? `${text(0)} 在 ${period}` : `${text(0)} is in ${period}`;
}

const inPeriod = defineOperator({
  id: "inPeriod",
  name: { zh: "在期间内", en: "is in the period" },
  arity: [2, 3],
  formula: { names: ["INPERIOD"], zh: ["在期间内"] },
  sentence: { zh: "{0} 在 {1}", en: "{0} is in {1}" },
  describe: describePeriod,
  isFalseOnNull: () => true,
  type(call) {
    expectTime(call);
    const unknown = { zh: "请选择期间", en: "Choose a period" };
    const id = call.literalText(1, unknown);
    if (id !== "" && !PERIOD_IDS.includes(id)) call.problem(1, "EXPR_LITERAL", unknown);
    if (isCountedPeriod(id) !== (call.count === 3)) {
      call.problem(2, "EXPR_ARGUMENTS", {
        zh: "只有“最近 n 天”“n 天前”这样的期间需要数量",
        en: "Only periods such as the last n days or n days ago take a number",
      });
    } else if (call.count === 3) call.literalInteger(2, 1, MOST_COUNTED);
    return "boolean";
  },
  evaluate: evaluatePeriod,
  sql(args, call, context) {
    const range = periodOf(call, momentOf(context));
    if (!range) return certain(sql`FALSE`);
    return periodSql(args[0] ?? sql`NULL`, call.arguments[0], range, context.timeZone);
  },
});

/** Operators on dates. */
export const DATE_OPERATORS: readonly OperatorDefinition[] = [today, now, toDate, makeDate, inPeriod];
