import { boundedSql, falseWhenNull, sql } from "../../sql/fragment.ts";
import type { OperatorDefinition } from "../../tree/node.ts";
import { bounded, Exact } from "../../values/number.ts";
import { argument, defineOperator, overNumber, overTwoNumbers } from "../define.ts";
import { at, numbers } from "./number-rules.ts";

const PI = new Exact("3.14159265358979323846");

const pi = defineOperator({
  id: "pi",
  name: { zh: "圆周率", en: "pi" },
  arity: [0, 0],
  formula: { names: ["PI"], zh: ["圆周率"] },
  sentence: { zh: "圆周率", en: "pi" },
  type: () => "number",
  evaluate: () => () => PI,
  sql: () => ({ ...sql`3.14159265358979323846`, nullable: false, atomic: true }),
});

const sign = defineOperator({
  id: "sign",
  name: { zh: "正负号", en: "the sign" },
  arity: [1, 1],
  formula: { names: ["SIGN"], zh: ["正负号"] },
  sentence: { zh: "{0} 的正负号", en: "the sign of {0}" },
  type(call) {
    call.expect(0, "number", "duration");
    return "number";
  },
  evaluate: (args) => overNumber(args, (value) => new Exact(value.cmp(0))),
  sql: (args) => sql`sign(${at(args, 0)})`,
});

const quotient = defineOperator({
  id: "quotient",
  name: { zh: "整除", en: "whole quotient" },
  arity: [2, 2],
  formula: { names: ["QUOTIENT"], zh: ["整除"] },
  sentence: { zh: "{0} 整除 {1}", en: "{0} divided by {1} without rest" },
  type: numbers,
  evaluate: (args) => overTwoNumbers(args, (a, b) => (b.isZero() ? null : bounded(a.divToInt(b)))),
  sql: (args) => boundedSql(sql`div(${at(args, 0)}, NULLIF(${at(args, 1)}, 0))`),
});

function parity(
  id: string,
  name: { readonly zh: string; readonly en: string },
  rest: 0 | 1,
): OperatorDefinition {
  return defineOperator({
    id,
    name,
    arity: [1, 1],
    formula: { names: [id.toUpperCase()], zh: [name.zh] },
    sentence: { zh: `{0} ${name.zh}`, en: `{0} ${name.en}` },
    type(call) {
      call.expect(0, "number");
      return "boolean";
    },
    evaluate: (args) => (environment) => {
      const cell = argument(args, 0)(environment);
      return cell instanceof Exact && cell.trunc().abs().mod(2).eq(rest);
    },
    sql: (args) => falseWhenNull(sql`mod(abs(trunc(${at(args, 0)})), 2) = ${String(rest)}`, [at(args, 0)]),
  });
}

/** Operators that tell something about numbers. */
export const NUMBER_FACT_OPERATORS: readonly OperatorDefinition[] = [
  quotient,
  sign,
  pi,
  parity("isEven", { zh: "是偶数", en: "is even" }, 0),
  parity("isOdd", { zh: "是奇数", en: "is odd" }, 1),
];
