import { certain, falseWhenNull, joinSql, once, type Sql, sql } from "../sql/fragment.ts";
import { isListKind } from "../tree/adapt.ts";
import type { CallNode, CallTyping, Evaluate, OperatorDefinition, TypedNode } from "../tree/node.ts";
import type { ValueKind } from "../types.ts";
import { type Cell, cellsEqual } from "../values/cell.ts";
import { Exact } from "../values/number.ts";
import { compareText } from "../values/text.ts";
import { dayRangeSql } from "./date/day-range.ts";
import { argument, defineOperator } from "./define.ts";

const ORDERED: ReadonlySet<ValueKind> = new Set([
  "number",
  "duration",
  "text",
  "date",
  "datetime",
  "time",
  "null",
]);

const INCOMPARABLE: ReadonlySet<ValueKind> = new Set(["rows", "files", "secret"]);

function isNullLiteral(node: TypedNode | undefined): boolean {
  return node?.type === "literal" && node.cell === null;
}

function typeEquality(call: CallTyping): ValueKind {
  const kind = call.unify([0, 1], true);
  if (INCOMPARABLE.has(kind)) {
    call.problem(0, "EXPR_TYPE", {
      zh: "明细、附件和加密内容不能比较",
      en: "Child rows, files and secrets cannot be compared",
    });
  }
  return "boolean";
}

/** Equality that treats NULL as a value; where one side cannot be NULL an index stays usable. */
function equalSql(args: readonly Sql[], call: CallNode): Sql {
  const [a, b] = [args[0] ?? sql`NULL`, args[1] ?? sql`NULL`];
  const [left, right] = call.arguments;
  if (isNullLiteral(right)) return certain(sql`(${a} IS NULL)`);
  if (isNullLiteral(left)) return certain(sql`(${b} IS NULL)`);
  if (left && isListKind(left.kind)) {
    return once([a, b], ([x = a, y = b]) =>
      certain(sql`COALESCE(${x} @> ${y} AND ${x} <@ ${y}, ${x} IS NULL AND ${y} IS NULL)`),
    );
  }
  if (a.nullable && b.nullable) return certain(sql`(${a} IS NOT DISTINCT FROM ${b})`);
  return falseWhenNull(sql`${a} = ${b}`, [a, b]);
}

function evaluateEquality(args: readonly Evaluate[]): (environment: Parameters<Evaluate>[0]) => boolean {
  const [first, second] = [argument(args, 0), argument(args, 1)];
  return (environment) => cellsEqual(first(environment), second(environment));
}

const equal = defineOperator({
  id: "==",
  aliases: ["==="],
  name: { zh: "等于", en: "equals" },
  arity: [2, 2],
  formula: { names: ["EQUALS", "EXACT"], infix: { sign: "=", rank: 1 } },
  sentence: { zh: "{0} 是 {1}", en: "{0} is {1}" },
  isFalseOnNull: ({ arguments: [, other] }) => other?.type === "literal" && other.cell !== null,
  type: typeEquality,
  evaluate: evaluateEquality,
  sql: (args, call, context) => dayRangeSql(call, "=", context) ?? equalSql(args, call),
});

const unequal = defineOperator({
  id: "!=",
  aliases: ["!=="],
  name: { zh: "不等于", en: "does not equal" },
  arity: [2, 2],
  formula: { names: ["UNEQUAL"], infix: { sign: "<>", rank: 1 } },
  sentence: { zh: "{0} 不是 {1}", en: "{0} is not {1}" },
  type: typeEquality,
  evaluate(args) {
    const same = evaluateEquality(args);
    return (environment) => !same(environment);
  },
  sql: (args, call, context) =>
    certain(sql`(NOT ${dayRangeSql(call, "=", context) ?? equalSql(args, call)})`),
});

/** Order of two cells of one ordered kind. */
export function compareCells(a: Cell, b: Cell): number {
  if (a instanceof Exact) return b instanceof Exact ? a.cmp(b) : 0;
  if (typeof a === "number") return typeof b === "number" ? a - b : 0;
  return typeof a === "string" && typeof b === "string" ? compareText(a, b) : 0;
}

interface Order {
  readonly sign: "<" | "<=" | ">" | ">=";
  readonly name: { readonly zh: string; readonly en: string };
  readonly holds: (order: number) => boolean;
}

function typeOrder(call: CallTyping): ValueKind {
  const kind = call.unify([...call.nodes.keys()], true);
  if (!ORDERED.has(kind)) {
    call.problem(undefined, "EXPR_TYPE", {
      zh: "只有数字、日期和文本能比较大小",
      en: "Only numbers, dates and text have an order",
    });
  }
  return "boolean";
}

function orderSql(args: readonly Sql[], call: CallNode, sign: string): Sql {
  const collation = call.arguments.some((node) => node.kind === "text") ? ' COLLATE "C"' : "";
  const build = (operands: readonly Sql[]): Sql => {
    const pairs = operands
      .slice(1)
      .map((right, index) => sql`${operands[index] ?? ""} ${sign} ${right}${collation}`);
    return falseWhenNull(joinSql(pairs, " AND "), operands);
  };
  return args.length > 2 ? once(args, build) : build(args);
}

function order({ sign, name, holds }: Order): OperatorDefinition {
  return defineOperator({
    id: sign,
    name,
    arity: [2, 3],
    formula: { names: [], infix: { sign, rank: 1, chain: true } },
    sentence: { zh: `{0} ${name.zh} {1}`, en: `{0} ${name.en} {1}` },
    describe: ({ arguments: { length }, text }) =>
      length === 3 ? `${text(0)} ${sign} ${text(1)} ${sign} ${text(2)}` : undefined,
    isFalseOnNull: () => true,
    type: typeOrder,
    evaluate(args) {
      const [first, second, third] = [argument(args, 0), argument(args, 1), args[2]];
      return (environment) => {
        const a = first(environment);
        const b = second(environment);
        if (a === null || b === null || !holds(compareCells(a, b))) return false;
        if (!third) return true;
        const c = third(environment);
        return c !== null && holds(compareCells(b, c));
      };
    },
    sql: (args, call, context) => dayRangeSql(call, sign, context) ?? orderSql(args, call, sign),
  });
}

/** Operators that compare. */
export const COMPARISON_OPERATORS: readonly OperatorDefinition[] = [
  equal,
  unequal,
  order({ sign: "<", name: { zh: "小于", en: "is less than" }, holds: (value) => value < 0 }),
  order({ sign: "<=", name: { zh: "小于等于", en: "is at most" }, holds: (value) => value <= 0 }),
  order({ sign: ">", name: { zh: "大于", en: "is greater than" }, holds: (value) => value > 0 }),
  order({ sign: ">=", name: { zh: "大于等于", en: "is at least" }, holds: (value) => value >= 0 }),
];
