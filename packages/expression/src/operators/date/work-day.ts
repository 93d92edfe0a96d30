import { certain, falseWhenNull, insideSql, once, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { CallTyping, OperatorDefinition, SqlContext } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import type { Cell } from "../../values/cell.ts";
import { Exact } from "../../values/number.ts";
import { countWorkDays, exceptionsOf, isWorkDay, shiftWorkDays } from "../../values/work-calendar.ts";
import { argument, defineOperator } from "../define.ts";

/** Shifts this long leave the calendar for certain. */
const LIMIT = 2_700_000;
const EPOCH = "date '0001-01-01'";

function days(call: CallTyping, ...places: readonly number[]): void {
  for (const place of places) call.expect(place, "date");
}

function dayArray(context: SqlContext, holds: (exception: { isWorked: boolean }) => boolean): Sql {
  const found = exceptionsOf(context.calendar).filter(holds);
  return parameter(
    found.map((exception) => exception.day),
    "date[]",
  );
}

/** The exceptions of the calendar as a table `x(day, work_rank, shift, worked)`. */
function exceptionsSql(context: SqlContext): Sql {
  const exceptions = exceptionsOf(context.calendar);
  const column = <T>(read: (exception: (typeof exceptions)[number]) => T, type: string): Sql =>
    parameter(exceptions.map(read), type);
  return sql`unnest(${column(({ day }) => day, "date[]")}, ${column(({ rank }) => rank, "int[]")}, ${column(
    ({ offset }) => offset,
    "int[]",
  )}, ${column(({ isWorked }) => isWorked, "boolean[]")}) AS x(day, work_rank, shift, worked)`;
}

/** Whether people work on a day that is not NULL. */
export function isWorkDaySql(day: Sql, context: SqlContext): Sql {
  const [off, worked] = [dayArray(context, (x) => !x.isWorked), dayArray(context, (x) => x.isWorked)];
  return sql`((EXTRACT(ISODOW FROM ${day}) < 6 AND ${day} <> ALL(${off})) OR ${day} = ANY(${worked}))`;
}

/** Working days from the epoch up to and including a day. */
export function rankSql(day: Sql, context: SqlContext): Sql {
  const weekdays = sql`((${day} - ${EPOCH}) / 7 * 5 + LEAST((${day} - ${EPOCH}) % 7 + 1, 5))`;
  const [off, worked] = [dayArray(context, (x) => !x.isWorked), dayArray(context, (x) => x.isWorked)];
  const until = (list: Sql): Sql =>
    sql`(SELECT count(*) FROM unnest(${list}) AS x(day) WHERE x.day <= ${day})`;
  return sql`(${weekdays} + ${until(worked)} - ${until(off)})`;
}

/** The working day with that rank: the worked exception that has it, or the weekday after the exceptions before it. */
function dayAtSql(rank: Sql, context: SqlContext): Sql {
  const table = exceptionsSql(context);
  const worked = sql`(SELECT x.day FROM ${table} WHERE x.worked AND x.work_rank = ${rank})`;
  const shift = sql`COALESCE((SELECT x.shift FROM ${table} WHERE x.work_rank < ${rank} ORDER BY x.day DESC LIMIT 1), 0)`;
  const weekday = sql`NULLIF(GREATEST(${rank} - ${shift}, 0), 0)`;
  const plain = once(
    [weekday],
    ([n = weekday]) =>
      sql`(CASE WHEN ${n} < ${String(LIMIT)} THEN ${EPOCH} + ((${n} - 1) / 5 * 7 + (${n} - 1) % 5)::int END)`,
  );
  return insideSql(sql`COALESCE(${worked}, ${plain})`, "date '0001-12-31 BC'", "date '10000-01-01'");
}

function shiftSql(args: readonly Sql[], context: SqlContext): Sql {
  const [from = sql`NULL::date`, amount = sql`NULL::numeric`] = args;
  const count = sql`${insideSql(sql`trunc(${amount})`, `-${LIMIT}`, String(LIMIT))}::int`;
  return once([from, count], ([day = from, n = count]) => {
    const start = sql`(${rankSql(day, context)} + ${n} + CASE WHEN ${n} > 0 THEN 0 WHEN ${isWorkDaySql(day, context)} THEN 0 ELSE 1 END)`;
    const moved = once([start], ([rank = start]) => dayAtSql(rank, context));
    return sql`(CASE WHEN ${n} = 0 THEN ${day} WHEN ${day} IS NOT NULL AND ${n} IS NOT NULL THEN ${moved} END)`;
  });
}

const workDay = defineOperator({
  id: "workDay",
  name: { zh: "工作日推移", en: "working days later" },
  arity: [2, 2],
  formula: { names: ["WORKDAY"], zh: ["工作日推移"] },
  sentence: { zh: "{0} 之后第 {1} 个工作日", en: "{1} working days after {0}" },
  type(call): ValueKind {
    days(call, 0);
    call.expect(1, "number");
    return "date";
  },
  evaluate: (args) => (environment) => {
    const [day, count] = [argument(args, 0)(environment), argument(args, 1)(environment)];
    if (typeof day !== "string" || !(count instanceof Exact)) return null;
    const whole = count.trunc();
    return whole.abs().gte(LIMIT) ? null : shiftWorkDays(day, whole.toNumber(), environment.calendar);
  },
  sql: (args, _call, context) => shiftSql(args, context),
});

const networkDays = defineOperator({
  id: "networkDays",
  name: { zh: "工作日天数", en: "number of working days" },
  arity: [2, 2],
  formula: { names: ["NETWORKDAYS", "NETWORKDAY"], zh: ["工作日天数"] },
  sentence: { zh: "{0} 到 {1} 的工作日天数", en: "working days from {0} to {1}" },
  type(call): ValueKind {
    days(call, 0, 1);
    return "number";
  },
  evaluate: (args) => (environment) => {
    const [from, to] = [argument(args, 0)(environment), argument(args, 1)(environment)];
    if (typeof from !== "string" || typeof to !== "string") return null;
    const count = countWorkDays(from, to, environment.calendar);
    return count === null ? null : new Exact(count);
  },
  sql(args, _call, context) {
    const [from = sql`NULL::date`, to = sql`NULL::date`] = args;
    return once([from, to], ([a = from, b = to]) => {
      const between = (first: Sql, last: Sql): Sql =>
        sql`(${rankSql(last, context)} - ${rankSql(first, context)} + CASE WHEN ${isWorkDaySql(first, context)} THEN 1 ELSE 0 END)`;
      return sql`(CASE WHEN ${a} <= ${b} THEN ${between(a, b)} WHEN ${a} > ${b} THEN - ${between(b, a)} END)::numeric`;
    });
  },
});

const isWorkDayOperator = defineOperator({
  id: "isWorkDay",
  name: { zh: "是工作日", en: "is a working day" },
  arity: [1, 1],
  formula: { names: ["ISWORKDAY"], zh: ["是工作日"] },
  sentence: { zh: "{0} 是工作日", en: "{0} is a working day" },
  type(call): ValueKind {
    days(call, 0);
    return "boolean";
  },
  evaluate: (args) => (environment) => {
    const day: Cell = argument(args, 0)(environment);
    return typeof day === "string" && isWorkDay(day, environment.calendar);
  },
  sql(args, _call, context) {
    const [day = sql`NULL::date`] = args;
    return once([day], ([x = day]) =>
      x.nullable ? falseWhenNull(isWorkDaySql(x, context), [x]) : certain(isWorkDaySql(x, context)),
    );
  },
});

/** Operators on working days; the calendar of holidays is handed in with the environment. */
export const WORK_DAY_OPERATORS: readonly OperatorDefinition[] = [workDay, networkDays, isWorkDayOperator];
