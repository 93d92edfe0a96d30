import { fillText, localize, type LocalizedText } from "@mortise/kit";
import { withRow } from "../../row-environment.ts";
import type { CallNode, CallTyping, DescribedCall, Evaluate, OperatorDefinition } from "../../tree/node.ts";
import { boundedSql, certain, joinSql, once, sql, type Sql } from "../../sql/fragment.ts";
import type { Environment, ValueKind } from "../../types.ts";
import type { Cell, Row } from "../../values/cell.ts";
import { bounded, Exact, ZERO } from "../../values/number.ts";
import { compareCells } from "../comparison.ts";
import { argument, defineOperator } from "../define.ts";
import { isOverRows } from "./over-rows.ts";

/** The values to total: the row formula for each child row, or the arguments themselves. Nulls are passed over. */
export function valuesOf(args: readonly Evaluate[], call: CallNode): (environment: Environment) => Cell[] {
  if (!isOverRows(call)) {
    return (environment) => args.map((part) => part(environment)).filter((cell) => cell !== null);
  }
  const [rows, formula] = [argument(args, 0), args[1]];
  return (environment) => {
    const list = rows(environment);
    if (!Array.isArray(list)) return [];
    // The first argument has kind `rows`, whose reader lets only objects through.
    const found = list as readonly Row[];
    if (!formula) return found.map(() => true);
    return found.map((row) => formula(withRow(environment, row))).filter((cell) => cell !== null);
  };
}

/** The sum of child rows, whose order does not matter: only the end result must be in the range of the language. */
export function rowTotal(values: readonly Cell[]): Exact {
  let sum: Exact = ZERO;
  for (const value of values) if (value instanceof Exact) sum = sum.plus(value);
  return sum;
}

function total(values: readonly Cell[]): Exact | null {
  let sum: Exact = ZERO;
  for (const value of values) {
    const next = value instanceof Exact ? bounded(sum.plus(value)) : sum;
    if (next === null) return null;
    sum = next;
  }
  return sum;
}

function typeNumbers(call: CallTyping): ValueKind {
  const kind = call.nodes.some((node) => node.kind === "duration") ? "duration" : "number";
  if (call.kind(0) !== "rows") call.expectAll(kind);
  else if (call.count === 2) call.expect(1, kind);
  else
    call.problem(undefined, "EXPR_ARGUMENTS", {
      zh: "请写出要汇总哪一列",
      en: "Say which column of the rows to total",
    });
  return kind;
}

function presentSql(args: readonly Sql[]): Sql {
  return sql`num_nonnulls(${joinSql(args, ", ")})::numeric`;
}

function sumSql(args: readonly Sql[]): Sql {
  let result = sql`COALESCE(${args[0] ?? "NULL"}, 0)`;
  for (const next of args.slice(1)) result = boundedSql(sql`(${result} + COALESCE(${next}, 0))`);
  return result;
}

/** The sentence of a total over child rows; other calls keep their own. */
function overRows(sentence: LocalizedText): (call: DescribedCall) => string | undefined {
  return ({ locale, isOverRows: applies, text }) =>
    applies ? fillText(localize(sentence, locale), { 0: text(0), 1: text(1) }) : undefined;
}

const sum = defineOperator({
  id: "sum",
  name: { zh: "求和", en: "the sum" },
  arity: [1, Infinity],
  overRows: true,
  formula: { names: ["SUM"], zh: ["求和"] },
  sentence: { zh: "{all} 之和", en: "the sum of {all}" },
  describe: overRows({ zh: "{1} 之和", en: "the sum of {1}" }),
  joiner: { zh: "、", en: ", " },
  type: typeNumbers,
  evaluate: (args, call) => {
    const values = valuesOf(args, call);
    if (isOverRows(call)) return (environment) => bounded(rowTotal(values(environment)));
    return (environment) => total(values(environment));
  },
  sql: sumSql,
  sqlOverRows: ([value = sql`NULL`], _call, { source }) =>
    boundedSql(sql`(SELECT COALESCE(sum(${value}), 0) ${source})`),
});

const average = defineOperator({
  id: "avg",
  name: { zh: "平均值", en: "the average" },
  arity: [1, Infinity],
  overRows: true,
  formula: { names: ["AVERAGE", "AVG"], zh: ["平均值"] },
  sentence: { zh: "{all} 的平均值", en: "the average of {all}" },
  describe: overRows({ zh: "{1} 的平均值", en: "the average of {1}" }),
  joiner: { zh: "、", en: ", " },
  type: typeNumbers,
  evaluate: (args, call) => {
    const values = valuesOf(args, call);
    return (environment) => {
      const found = values(environment);
      const sum = isOverRows(call) ? rowTotal(found) : total(found);
      return sum === null || found.length === 0 ? null : bounded(sum.div(found.length));
    };
  },
  sqlOverRows: ([value = sql`NULL`], _call, { source }) =>
    boundedSql(
      sql`(SELECT round(round(sum(part), 70) / NULLIF(count(part), 0), 20) FROM (SELECT ${value} AS part ${source}) AS parts)`,
    ),
  sql: (args) =>
    once(args, (values) =>
      boundedSql(sql`round(round(${sumSql(values)}, 70) / NULLIF(${presentSql(values)}, 0), 20)`),
    ),
});

const count = defineOperator({
  id: "count",
  name: { zh: "计数", en: "the number" },
  arity: [1, Infinity],
  overRows: true,
  formula: { names: ["COUNT", "COUNTA"], zh: ["计数"] },
  sentence: { zh: "{all} 的个数", en: "the number of {all}" },
  describe: overRows({ zh: "满足（{1}）的 {0} 的行数", en: "the number of {0} where {1}" }),
  joiner: { zh: "、", en: ", " },
  type(call) {
    if (call.kind(0) === "rows" && call.count > 2) {
      call.problem(2, "EXPR_ARGUMENTS", {
        zh: "明细计数只能带一个条件",
        en: "Counting rows takes one condition at most",
      });
    }
    for (const [index, node] of call.nodes.entries()) if (node.type === "list") call.expect(index, "options");
    return "number";
  },
  evaluate: (args, call) => {
    const values = valuesOf(args, call);
    const byCondition = isOverRows(call) && call.arguments[1]?.kind === "boolean";
    return (environment) => {
      const found = values(environment);
      return new Exact(byCondition ? found.filter((cell) => cell === true).length : found.length);
    };
  },
  sql: presentSql,
  sqlOverRows: ([value], call, { source }) => {
    if (!value) return certain(sql`(SELECT count(*)::numeric ${source})`);
    return call.arguments[1]?.kind === "boolean"
      ? certain(sql`(SELECT (count(*) FILTER (WHERE ${value}))::numeric ${source})`)
      : certain(sql`(SELECT count(${value})::numeric ${source})`);
  },
});

function extreme(
  id: "minOf" | "maxOf",
  name: { readonly zh: string; readonly en: string },
  better: 1 | -1,
): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [2, 2],
    overRows: true,
    formula: { names: [id === "maxOf" ? "MAXOF" : "MINOF"], zh: [`明细${name.zh}`] },
    sentence: { zh: `{1} 的${name.zh}`, en: `${name.en} of {1}` },
    type(call) {
      call.expect(0, "rows");
      return call.expect(1, "number", "date", "datetime", "duration");
    },
    evaluate: (args, call) => {
      const values = valuesOf(args, call);
      return (environment) => {
        let best: Cell = null;
        for (const cell of values(environment)) {
          if (best === null || compareCells(cell, best) * better > 0) best = cell;
        }
        return best;
      };
    },
    sqlOverRows: ([value = sql`NULL`], _call, { source }) =>
      sql`(SELECT ${better === 1 ? "max" : "min"}(${value}) ${source})`,
  });
}

/** Operators that total values and child rows. */
export const AGGREGATE_OPERATORS: readonly OperatorDefinition[] = [
  sum,
  average,
  count,
  extreme("minOf", { zh: "最小值", en: "the least" }, -1),
  extreme("maxOf", { zh: "最大值", en: "the greatest" }, 1),
];
