import { once, parameter, type Sql, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition, SqlContext } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import { Exact } from "../../values/number.ts";
import { workedBetween, workedSpans } from "../../working-time/worked-span.ts";
import { argument, defineOperator } from "../define.ts";
import { localSql } from "./date.ts";
import { isWorkDaySql, rankSql } from "./work-day.ts";

/** Seconds of working time from the first day of the calendar to a moment that is not NULL. */
function workedUntilSql(at: Sql, context: SqlContext): Sql {
  const spans = workedSpans(context.calendar);
  const numeric = (value: number): Sql => parameter(String(value), "numeric");
  const whole = numeric(spans.reduce((sum, { from, to }) => sum + to - from, 0));
  return once([localSql(at, context)], ([local = at]) => {
    const day = sql`(${local})::date`;
    const clock = sql`EXTRACT(EPOCH FROM (${local})::time)`;
    const today = spans.reduce(
      (sum, { from, to }) => sql`${sum} + GREATEST(0, LEAST(${clock}, ${numeric(to)}) - ${numeric(from)})`,
      sql`0::numeric`,
    );
    return sql`(${rankSql(day, context)} * ${whole} + CASE WHEN ${isWorkDaySql(day, context)} THEN ${today} - ${whole} ELSE 0 END)`;
  });
}

const workElapsed = defineOperator({
  id: "workElapsed",
  name: { zh: "经过工作时长", en: "working time elapsed" },
  arity: [2, 2],
  formula: { names: ["WORKELAPSED"], zh: ["经过工作时长"] },
  sentence: { zh: "{0} 到 {1} 经过的工作时长", en: "the working time from {0} to {1}" },
  type(call): ValueKind {
    for (const index of [0, 1]) call.expect(index, "datetime");
    return "duration";
  },
  evaluate: (args) => (environment) => {
    const [from, to] = [argument(args, 0)(environment), argument(args, 1)(environment)];
    if (typeof from !== "number" || typeof to !== "number") return null;
    const worked = workedBetween(from, to, environment);
    return worked === null ? null : new Exact(worked).div(1000);
  },
  sql: ([from = sql`NULL::timestamptz`, to = sql`NULL::timestamptz`], _call, context) =>
    once([from, to], ([a = from, b = to]) => {
      const span = sql`(${workedUntilSql(b, context)} - ${workedUntilSql(a, context)})`;
      return sql`(CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${span} END)`;
    }),
});

/** Operators on working time: hours of the calendar that is handed in with the environment. */
export const WORK_TIME_OPERATORS: readonly OperatorDefinition[] = [workElapsed];
