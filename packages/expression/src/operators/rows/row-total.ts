import {
  boundedSql,
  certain,
  parameter,
  type Sql,
  sql,
  SQL_TYPES,
  textOrNullSql,
  truth,
} from "../../sql/fragment.ts";
import { isListKind } from "../../tree/adapt.ts";
import type { CallNode, CallTyping, Evaluate, OperatorDefinition, RowSet } from "../../tree/node.ts";
import { withRow } from "../../row-environment.ts";
import type { Environment, ValueKind } from "../../types.ts";
import type { Cell, Row } from "../../values/cell.ts";
import { bounded, Exact, numberText } from "../../values/number.ts";
import { isWithinLimit, textOrNull } from "../../values/text.ts";
import { compareCells } from "../comparison.ts";
import { argument, defineOperator } from "../define.ts";
import { joinedText, joinedSql, JOINABLE, limitedSql } from "../text/text-rules.ts";
import { rowTotal } from "./aggregate.ts";

const NULL = sql`NULL`;

function rowsOf(rows: Evaluate, environment: Environment): readonly Row[] {
  const cell = rows(environment);
  // The first argument has kind `rows`, whose reader lets only objects through.
  return Array.isArray(cell) ? (cell as readonly Row[]) : [];
}

/** The environments of the rows that meet the condition, in their order. */
function chosen(args: readonly Evaluate[], environment: Environment): readonly Environment[] {
  const [rows, condition] = [argument(args, 0), argument(args, 1)];
  return rowsOf(rows, environment)
    .map((row) => withRow(environment, row))
    .filter((inRow) => condition(inRow) === true);
}

/** The values of a formula in those rows that are not null. */
function chosenValues(args: readonly Evaluate[], environment: Environment): Cell[] {
  const value = argument(args, 2);
  return chosen(args, environment)
    .map((inRow) => value(inRow))
    .filter((cell) => cell !== null);
}

function allValues(args: readonly Evaluate[], environment: Environment): Cell[] {
  const [rows, value] = [argument(args, 0), argument(args, 1)];
  return rowsOf(rows, environment)
    .map((row) => value(withRow(environment, row)))
    .filter((cell) => cell !== null);
}

function typeCondition(call: CallTyping): void {
  call.expect(0, "rows");
  call.expect(1, "boolean");
}

function average(values: readonly Cell[]): Exact | null {
  return values.length === 0 ? null : bounded(rowTotal(values).div(values.length));
}

function averageSql(value: Sql, source: Sql): Sql {
  return boundedSql(
    sql`(SELECT round(round(sum(part), 70) / NULLIF(count(part), 0), 20) FROM (SELECT ${value} AS part ${source}) AS parts)`,
  );
}

function best(values: readonly Cell[], better: 1 | -1): Cell {
  let found: Cell = null;
  for (const cell of values) if (found === null || compareCells(cell, found) * better > 0) found = cell;
  return found;
}

interface Conditional {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly names: readonly string[];
  readonly kinds: readonly ValueKind[];
  readonly total: (values: readonly Cell[]) => Cell;
  readonly write: (value: Sql, source: Sql) => Sql;
}

/** A total over the rows that meet a condition: rows, condition, value. */
function conditional({ id, name, names, kinds, total, write }: Conditional): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [3, 3],
    overRows: true,
    formula: { names, zh: [name.zh] },
    sentence: { zh: `满足（{1}）的 {2} 的${name.zh.slice(2)}`, en: `${name.en} of {2} where {1}` },
    type(call): ValueKind {
      typeCondition(call);
      return call.expect(2, ...kinds);
    },
    evaluate: (args) => (environment) => total(chosenValues(args, environment)),
    sqlOverRows: ([condition = NULL, value = NULL], _call, { source }) =>
      write(value, sql`${source} AND ${truth(condition)}`),
  });
}

const NUMERIC: readonly ValueKind[] = ["number", "duration"];
const ORDERED: readonly ValueKind[] = ["number", "date", "datetime", "duration"];

const countIf = defineOperator({
  id: "countIf",
  name: { zh: "条件计数", en: "the number of rows" },
  arity: [2, 2],
  overRows: true,
  formula: { names: ["COUNTIF", "COUNTIFS"], zh: ["条件计数"] },
  sentence: { zh: "满足（{1}）的 {0} 的行数", en: "the number of {0} where {1}" },
  type(call): ValueKind {
    typeCondition(call);
    return "number";
  },
  evaluate: (args) => (environment) => new Exact(chosen(args, environment).length),
  sqlOverRows: ([condition = NULL], _call, { source }) =>
    certain(sql`(SELECT count(*)::numeric ${source} AND ${truth(condition)})`),
});

function distinctKey(cell: Cell): unknown {
  return cell instanceof Exact ? numberText(cell) : cell;
}

const countDistinct = defineOperator({
  id: "countDistinct",
  name: { zh: "去重计数", en: "the number of different" },
  arity: [2, 2],
  overRows: true,
  formula: { names: ["COUNTDISTINCT"], zh: ["去重计数"] },
  sentence: { zh: "不同的 {1} 的个数", en: "the number of different {1}" },
  type(call): ValueKind {
    call.expect(0, "rows");
    const kind = call.kind(1);
    if (isListKind(kind) || kind === "rows" || kind === "files")
      call.problem(1, "EXPR_TYPE", { zh: "这里需要单个值", en: "Expected a single value here" });
    return "number";
  },
  evaluate: (args) => (environment) => new Exact(new Set(allValues(args, environment).map(distinctKey)).size),
  sqlOverRows: ([value = NULL], _call, { source }) =>
    certain(sql`(SELECT count(DISTINCT ${value})::numeric ${source})`),
});

function separatorOf(call: CallNode): string {
  const node = call.arguments[2];
  return node?.type === "literal" && typeof node.raw === "string" ? node.raw : "、";
}

const joinRows = defineOperator({
  id: "joinRows",
  name: { zh: "明细连接", en: "joined rows" },
  arity: [2, 3],
  overRows: true,
  formula: { names: ["JOINROWS"], zh: ["明细连接"] },
  describe: ({ locale, text }) =>
    locale === "zh" ? `${text(0)} 各行的 ${text(1)} 连接起来` : `${text(1)} of all ${text(0)}, joined`,
  type(call): ValueKind {
    call.expect(0, "rows");
    call.expect(1, ...JOINABLE);
    if (call.count > 2) call.literalText(2, { zh: "分隔符要直接写出来", en: "Write the separator itself" });
    return "text";
  },
  evaluate: (args, call) => {
    const kind = call.arguments[1]?.kind ?? "text";
    const separator = separatorOf(call);
    return (environment) => {
      const texts = allValues(args, environment).map((cell) => joinedText(cell, kind, environment));
      const made = texts.filter((text) => text !== "").join(separator);
      return isWithinLimit(made) ? textOrNull(made) : null;
    };
  },
  sqlOverRows: ([value = NULL], call, { source, order, context }) => {
    const text = textOrNullSql(joinedSql(value, call.arguments[1], context));
    const separator = parameter(separatorOf(call), "text");
    return limitedSql(sql`(SELECT string_agg(${text}, ${separator} ORDER BY ${order}) ${source})`);
  },
});

interface Quantifier {
  readonly id: "some" | "all" | "none";
  readonly name: { readonly zh: string; readonly en: string };
  readonly formula: string;
  readonly holds: (met: number, count: number) => boolean;
  readonly write: (condition: Sql, source: Sql) => Sql;
}

/** A condition on the rows together; with JSON Logic's answers when there are none. */
function quantifier({ id, name, formula, holds, write }: Quantifier): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [2, 2],
    overRows: true,
    formula: { names: [formula], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh}（{1}）`, en: `${name.en} {0} {1}` },
    decidedByAgreement: id !== "none",
    type(call): ValueKind {
      typeCondition(call);
      return "boolean";
    },
    evaluate: (args) => (environment) =>
      holds(chosen(args, environment).length, rowsOf(argument(args, 0), environment).length),
    sqlOverRows: ([condition = NULL], _call, { source }) => certain(write(truth(condition), source)),
  });
}

const lookup = defineOperator({
  id: "lookup",
  name: { zh: "查找明细", en: "first match" },
  arity: [3, 3],
  overRows: true,
  formula: { names: ["LOOKUP"], zh: ["查找明细"] },
  sentence: { zh: "{0} 里第一个满足（{1}）的 {2}", en: "{2} of the first of {0} where {1}" },
  type(call): ValueKind {
    typeCondition(call);
    return call.kind(2);
  },
  evaluate: (args) => (environment) => {
    const [first] = chosen(args, environment);
    return first ? argument(args, 2)(first) : null;
  },
  sqlOverRows: ([condition = NULL, value = NULL], _call, { source, order }) =>
    sql`(SELECT ${value} ${source} AND ${truth(condition)} ORDER BY ${order} LIMIT 1)`,
});

function outermost(
  id: "first" | "last",
  name: { readonly zh: string; readonly en: string },
): OperatorDefinition {
  const place = id === "first" ? "1" : "count(*)::int";
  return defineOperator({
    id,
    name,
    arity: [2, 2],
    overRows: true,
    formula: { names: [id.toUpperCase()], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh.replace("的值", "")}的 {1}`, en: `{1} of ${name.en} of {0}` },
    type(call): ValueKind {
      call.expect(0, "rows");
      const kind = call.kind(1);
      if (isListKind(kind) || kind === "rows" || kind === "files")
        call.problem(1, "EXPR_TYPE", { zh: "这里需要单个值", en: "Expected a single value here" });
      return kind;
    },
    evaluate: (args) => (environment) => {
      const row = rowsOf(argument(args, 0), environment).at(id === "first" ? 0 : -1);
      return row ? argument(args, 1)(withRow(environment, row)) : null;
    },
    sqlOverRows: ([value = NULL], call, { source, order }: RowSet) =>
      sql`(SELECT (array_agg((${value})::${SQL_TYPES[call.kind]} ORDER BY ${order}))[${place}] ${source})`,
  });
}

function middle(values: readonly Cell[]): Exact | null {
  const numbers = values.filter((cell) => cell instanceof Exact).toSorted((a, b) => a.cmp(b));
  return average(numbers.slice(Math.floor((numbers.length - 1) / 2), Math.floor(numbers.length / 2) + 1));
}

const median = defineOperator({
  id: "medianOf",
  name: { zh: "中位数", en: "the median" },
  arity: [2, 2],
  overRows: true,
  formula: { names: ["MEDIAN"], zh: ["中位数"] },
  sentence: { zh: "{0} 各行 {1} 的中位数", en: "the median of {1} of {0}" },
  type(call): ValueKind {
    call.expect(0, "rows");
    return call.expect(1, ...NUMERIC);
  },
  evaluate: (args) => (environment) => middle(allValues(args, environment)),
  sqlOverRows: ([value = NULL], _call, { source }) => {
    const ranked = sql`SELECT part, row_number() OVER (ORDER BY part) AS place, count(*) OVER () AS number FROM (SELECT ${value} AS part ${source}) AS parts WHERE part IS NOT NULL`;
    return averageSql(
      sql`part`,
      sql`FROM (${ranked}) AS ranked WHERE place IN ((number + 1) / 2, (number + 2) / 2)`,
    );
  },
});

/** Operators that choose, count and join child rows. */
export const ROW_TOTAL_OPERATORS: readonly OperatorDefinition[] = [
  conditional({
    id: "sumIf",
    name: { zh: "条件求和", en: "the sum" },
    names: ["SUMIF", "SUMIFS"],
    kinds: NUMERIC,
    total: (values) => bounded(rowTotal(values)),
    write: (value, source) => boundedSql(sql`(SELECT COALESCE(sum(${value}), 0) ${source})`),
  }),
  conditional({
    id: "avgIf",
    name: { zh: "条件平均值", en: "the average" },
    names: ["AVERAGEIF", "AVERAGEIFS"],
    kinds: NUMERIC,
    total: average,
    write: averageSql,
  }),
  conditional({
    id: "minIf",
    name: { zh: "条件最小值", en: "the least" },
    names: ["MINIFS", "MINIF"],
    kinds: ORDERED,
    total: (values) => best(values, -1),
    write: (value, source) => sql`(SELECT min(${value}) ${source})`,
  }),
  conditional({
    id: "maxIf",
    name: { zh: "条件最大值", en: "the greatest" },
    names: ["MAXIFS", "MAXIF"],
    kinds: ORDERED,
    total: (values) => best(values, 1),
    write: (value, source) => sql`(SELECT max(${value}) ${source})`,
  }),
  countIf,
  countDistinct,
  median,
  joinRows,
  quantifier({
    id: "some",
    name: { zh: "有一行满足", en: "some of" },
    formula: "SOME",
    holds: (met) => met > 0,
    write: (condition, source) => sql`(EXISTS (SELECT ${source} AND ${condition}))`,
  }),
  quantifier({
    id: "all",
    name: { zh: "每行都满足", en: "all of" },
    formula: "EVERY",
    holds: (met, count) => count > 0 && met === count,
    write: (condition, source) => sql`(SELECT COALESCE(bool_and(${condition}), FALSE) ${source})`,
  }),
  quantifier({
    id: "none",
    name: { zh: "没有一行满足", en: "none of" },
    formula: "NONE",
    holds: (met) => met === 0,
    write: (condition, source) => sql`(NOT EXISTS (SELECT ${source} AND ${condition}))`,
  }),
  lookup,
  outermost("first", { zh: "第一行的值", en: "the first" }),
  outermost("last", { zh: "最后一行的值", en: "the last" }),
];
