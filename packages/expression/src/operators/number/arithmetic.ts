import { boundedSql, joinSql, once, type Sql, sql } from "../../sql/fragment.ts";
import type { CallNode, CallTyping, OperatorDefinition } from "../../tree/node.ts";
import type { ValueKind } from "../../types.ts";
import type { Cell } from "../../values/cell.ts";
import { bounded, Exact, ZERO } from "../../values/number.ts";
import { rmbUppercase } from "../../values/rmb.ts";
import { compareCells } from "../comparison.ts";
import { laterBy, laterBySql, secondsBetween, secondsBetweenSql } from "../date/duration.ts";
import { argument, defineOperator, overNumber, overNumbers, overTwoNumbers } from "../define.ts";
import { at, numbers } from "./number-rules.ts";
import { rmbUppercaseSql } from "./rmb-sql.ts";

/** Numbers all through, or durations all through: what may be added, compared and totalled. */
function alike(call: CallTyping): ValueKind {
  const kind = call.nodes.some((node) => node.kind === "duration") ? "duration" : "number";
  call.expectAll(kind);
  return kind;
}

/** Numbers or durations all through, or a moment and a duration in either order. */
function sumKind(call: CallTyping): ValueKind {
  const place = call.nodes.findIndex((node) => node.kind === "datetime");
  if (place < 0 || call.count !== 2) return alike(call);
  call.expect(1 - place, "duration");
  return "datetime";
}

/** The same, and the duration between two moments. */
function differenceKind(call: CallTyping): ValueKind {
  if (call.count !== 2 || (call.kind(0) !== "datetime" && call.kind(1) !== "datetime")) return alike(call);
  call.expect(0, "datetime");
  if (call.kind(1) === "duration") return "datetime";
  call.expect(1, "datetime");
  return "duration";
}

/** The moment and the duration of a sum, whichever is written first. */
function inOrder<Part>(parts: readonly Part[], call: CallNode): readonly (Part | undefined)[] {
  return call.arguments[0]?.kind === "datetime" ? parts : parts.toReversed();
}

/** A product has at most one duration among its numbers. */
function product(call: CallTyping): ValueKind {
  const place = call.nodes.findIndex((node) => node.kind === "duration");
  for (let index = 0; index < call.count; index += 1) if (index !== place) call.expect(index, "number");
  return place < 0 ? "number" : "duration";
}

/** A duration divided by a number is a duration; by a duration, a number. */
function quotient(call: CallTyping): ValueKind {
  if (call.kind(0) !== "duration") return numbers(call);
  call.expect(1, "number", "duration");
  return call.kind(1) === "duration" ? "number" : "duration";
}

/** Adds step by step, so that a number that leaves the range on the way is null in both compilers. */
function addAll(values: readonly Exact[]): Exact | null {
  let total: Exact = values[0] ?? ZERO;
  for (const value of values.slice(1)) {
    const next = bounded(total.plus(value));
    if (next === null) return null;
    total = next;
  }
  return total;
}

function multiplyAll(values: readonly Exact[]): Exact | null {
  let product: Exact = values[0] ?? ZERO;
  for (const value of values.slice(1)) {
    const next = bounded(product.times(value));
    if (next === null) return null;
    product = next;
  }
  return product;
}

function foldSql(args: readonly Sql[], step: (left: Sql, right: Sql) => Sql): Sql {
  const [first, ...rest] = args;
  let result = first ?? sql`NULL::numeric`;
  for (const next of rest) result = step(result, next);
  return result;
}

const plus = defineOperator({
  id: "+",
  name: { zh: "加", en: "plus" },
  arity: [1, Infinity],
  formula: { names: [], infix: { sign: "+", rank: 3, chain: true } },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " + ", en: " + " },
  joins: true,
  type: sumKind,
  evaluate: (args, call) => {
    if (call.kind !== "datetime") return overNumbers(args, addAll);
    const [moment, length] = inOrder(args, call);
    return (environment) => laterBy(moment?.(environment) ?? null, length?.(environment) ?? null);
  },
  sql(args, call) {
    if (call.kind !== "datetime") return foldSql(args, (a, b) => boundedSql(sql`(${a} + ${b})`));
    const [moment = sql`NULL::timestamptz`, length = sql`NULL::numeric`] = inOrder(args, call);
    return laterBySql(moment, length);
  },
});

const minus = defineOperator({
  id: "-",
  name: { zh: "减", en: "minus" },
  arity: [1, 2],
  formula: { names: [], infix: { sign: "-", rank: 3 } },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " − ", en: " − " },
  describe: ({ arguments: { length }, text }) => (length === 1 ? `−${text(0)}` : undefined),
  joins: true,
  type: differenceKind,
  evaluate(args, call) {
    if (args.length === 1) return overNumber(args, (value) => bounded(value.negated()));
    const [first, second] = [argument(args, 0), argument(args, 1)];
    if (call.kind === "datetime") {
      return (environment) => {
        const length = second(environment);
        return laterBy(first(environment), length instanceof Exact ? length.negated() : null);
      };
    }
    if (call.arguments[0]?.kind === "datetime")
      return (environment) => secondsBetween(second(environment), first(environment));
    return overTwoNumbers(args, (a, b) => bounded(a.minus(b)));
  },
  sql(args, call) {
    if (args.length === 1) return sql`(- ${at(args, 0)})`;
    const [first, second] = [at(args, 0), at(args, 1)];
    if (call.kind === "datetime") return laterBySql(first, sql`(- ${second})`);
    if (call.arguments[0]?.kind === "datetime") return secondsBetweenSql(second, first);
    return boundedSql(sql`(${first} - ${second})`);
  },
});

const times = defineOperator({
  id: "*",
  name: { zh: "乘", en: "times" },
  arity: [1, Infinity],
  formula: { names: ["PRODUCT"], zh: ["乘积"], infix: { sign: "*", rank: 4, chain: true } },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " × ", en: " × " },
  joins: true,
  type: product,
  evaluate: (args) => overNumbers(args, multiplyAll),
  sql: (args) => foldSql(args, (a, b) => boundedSql(sql`round(${a} * ${b}, 20)`)),
});

/**
 * 70 places after the point while dividing: two different quotients of numbers of the language, or a quotient and a
 * tie, never lie closer together, so the second rounding gives what a single one would.
 */
const divide = defineOperator({
  id: "/",
  name: { zh: "除", en: "divided by" },
  arity: [2, 2],
  formula: { names: [], infix: { sign: "/", rank: 4 } },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " ÷ ", en: " ÷ " },
  joins: true,
  type: quotient,
  evaluate: (args) => overTwoNumbers(args, (a, b) => (b.isZero() ? null : bounded(a.div(b)))),
  sql: (args) => boundedSql(sql`round(round(${at(args, 0)}, 70) / NULLIF(${at(args, 1)}, 0), 20)`),
});

const remainder = defineOperator({
  id: "%",
  name: { zh: "余数", en: "remainder" },
  arity: [2, 2],
  formula: { names: ["REMAINDER"], zh: ["余数"] },
  sentence: { zh: "{0} 除以 {1} 的余数", en: "the remainder of {0} by {1}" },
  type: numbers,
  evaluate: (args) => overTwoNumbers(args, (a, b) => (b.isZero() ? null : bounded(a.mod(b)))),
  sql: (args) => sql`mod(${at(args, 0)}, NULLIF(${at(args, 1)}, 0))`,
});

const modulo = defineOperator({
  id: "mod",
  name: { zh: "取模", en: "modulo" },
  arity: [2, 2],
  formula: { names: ["MOD"], zh: ["取模"] },
  sentence: { zh: "{0} 对 {1} 取模", en: "{0} modulo {1}" },
  type: numbers,
  evaluate: (args) =>
    overTwoNumbers(args, (a, b) => {
      if (b.isZero()) return null;
      const rest = a.mod(b);
      return bounded(rest.isZero() || rest.isNegative() === b.isNegative() ? rest : rest.plus(b));
    }),
  sql: (args) =>
    once(
      [at(args, 0), at(args, 1)],
      ([a = at(args, 0), b = at(args, 1)]) => sql`mod(mod(${a}, NULLIF(${b}, 0)) + ${b}, NULLIF(${b}, 0))`,
    ),
});

function extreme(id: "min" | "max"): OperatorDefinition {
  const better = id === "max" ? 1 : -1;
  const name = id === "max" ? { zh: "最大值", en: "the greatest" } : { zh: "最小值", en: "the least" };
  return defineOperator({
    id,
    name,
    arity: [1, Infinity],
    formula: { names: [id.toUpperCase()], zh: [name.zh] },
    sentence: { zh: `{all} 中的${name.zh}`, en: `${name.en} of {all}` },
    joiner: { zh: "、", en: ", " },
    type(call) {
      const kind = call.unify([...call.nodes.keys()], false);
      if (kind === "number" || kind === "duration" || kind === "date" || kind === "datetime") return kind;
      call.expectAll("number");
      return "number";
    },
    evaluate: (args) => (environment) => {
      let best: Cell = null;
      for (const part of args) {
        const cell = part(environment);
        if (cell !== null && (best === null || compareCells(cell, best) * better > 0)) best = cell;
      }
      return best;
    },
    sql: (args) => sql`${id === "max" ? "GREATEST" : "LEAST"}(${joinSql(args, ", ")})`,
  });
}

interface Single {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly names: readonly string[];
  readonly chinese: string;
  readonly step: (value: Exact) => Exact;
  readonly sqlName: string;
}

function single({ id, name, names, chinese, step, sqlName }: Single): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names, zh: [chinese] },
    sentence: { zh: `{0} 的${name.zh}`, en: `${name.en} of {0}` },
    type: alike,
    evaluate: (args) => overNumber(args, (value) => bounded(step(value))),
    sql: (args) => boundedSql(sql`${sqlName}(${at(args, 0)})`),
  });
}

const uppercaseAmount = defineOperator({
  id: "rmbUppercase",
  name: { zh: "大写金额", en: "amount in Chinese numerals" },
  arity: [1, 1],
  formula: { names: ["RMBUPPER"], zh: ["大写金额", "RMB大写"] },
  sentence: { zh: "{0} 的大写金额", en: "{0} in Chinese numerals" },
  type(call) {
    call.expect(0, "number");
    return "text";
  },
  evaluate: (args) => overNumber(args, rmbUppercase),
  sql: (args) => rmbUppercaseSql(at(args, 0)),
});

const CODE = /^[A-Z]{3}$/;

const exchange = defineOperator({
  id: "exchange",
  name: { zh: "折算", en: "exchange" },
  arity: [3, 3],
  formula: { names: ["EXCHANGE"], zh: ["折算"] },
  sentence: { zh: "{0} 按汇率 {1} 折算成 {2}", en: "{0} at a rate of {1} in {2}" },
  type(call) {
    call.expect(0, "number");
    call.expect(1, "number");
    const wanted = {
      zh: "币种要写成三个大写字母，如 CNY、USD",
      en: "Write the currency as three capital letters, such as CNY or USD",
    };
    const code = call.literalText(2, wanted);
    if (code !== "" && !CODE.test(code)) call.problem(2, "EXPR_LITERAL", wanted);
    return "number";
  },
  evaluate: (args) => overTwoNumbers(args, (amount, rate) => bounded(amount.times(rate))),
  sql: (args) => boundedSql(sql`round(${at(args, 0)} * ${at(args, 1)}, 20)`),
});

/** Operators that calculate. */
export const ARITHMETIC_OPERATORS: readonly OperatorDefinition[] = [
  plus,
  minus,
  times,
  divide,
  remainder,
  modulo,
  extreme("min"),
  extreme("max"),
  single({
    id: "abs",
    name: { zh: "绝对值", en: "the absolute value" },
    names: ["ABS"],
    chinese: "绝对值",
    step: (value) => value.abs(),
    sqlName: "abs",
  }),
  uppercaseAmount,
  exchange,
];
