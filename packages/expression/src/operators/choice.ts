import { certain, joinSql, once, sql, truth } from "../sql/fragment.ts";
import { elementKind, isListKind } from "../tree/adapt.ts";
import type { OperatorDefinition } from "../tree/node.ts";
import type { ValueKind } from "../types.ts";
import type { Cell } from "../values/cell.ts";
import { Exact, wholeNumber } from "../values/number.ts";
import { argument, defineOperator } from "./define.ts";

/** Places beyond this find nothing. */
const LIMIT = 1_000_000;

function placeOf(cell: Cell): number {
  return cell instanceof Exact ? wholeNumber(cell, 0, LIMIT) : 0;
}

const exclusiveOr = defineOperator({
  id: "xor",
  name: { zh: "异或", en: "XOR" },
  arity: [1, Infinity],
  formula: { names: ["XOR"], zh: ["异或"] },
  sentence: { zh: "{all} 中有奇数个成立", en: "an odd number of {all} hold" },
  joiner: { zh: "、", en: ", " },
  type(call): ValueKind {
    call.expectAll("boolean");
    return "boolean";
  },
  evaluate: (args) => (environment) => {
    let isOdd = false;
    for (const part of args) if (part(environment) === true) isOdd = !isOdd;
    return isOdd;
  },
  sql: (args) => {
    const [first = sql`FALSE`, ...others] = args.map(truth);
    return certain(others.reduce((odd, part) => sql`(${odd} <> ${part})`, first));
  },
});

const choose = defineOperator({
  id: "choose",
  name: { zh: "按序号选择", en: "choice by number" },
  arity: [2, Infinity],
  formula: { names: ["CHOOSE"], zh: ["按序号选择"] },
  describe: ({ locale, arguments: { length }, text }) => {
    const choices = Array.from({ length: length - 1 }, (_, index) => text(index + 1));
    return locale === "zh"
      ? `${choices.join("、")} 中的第 ${text(0)} 个`
      : `number ${text(0)} of ${choices.join(", ")}`;
  },
  type(call): ValueKind {
    call.expect(0, "number");
    return call.unify([...call.nodes.keys()].slice(1), false);
  },
  evaluate: (args) => {
    const place = argument(args, 0);
    return (environment) => {
      const number = placeOf(place(environment));
      return number < 1 ? null : (args[number]?.(environment) ?? null);
    };
  },
  sql: ([place = sql`NULL`, ...choices]) => {
    const branches = choices.map((choice, index) => sql`WHEN ${String(index + 1)} THEN ${choice}`);
    return sql`(CASE trunc(${place}) ${joinSql(branches, " ")} END)`;
  },
});

const size = defineOperator({
  id: "size",
  name: { zh: "项数", en: "the number of items" },
  arity: [1, 1],
  formula: { names: ["LISTSIZE"], zh: ["项数"] },
  sentence: { zh: "{0} 的项数", en: "the number of items in {0}" },
  type(call): ValueKind {
    const [node] = call.nodes;
    if (!node || !isListKind(node.kind)) call.expect(0, "options", "users", "teams", "references");
    else if (node.type === "list") call.expect(0, "options");
    return "number";
  },
  evaluate: (args) => (environment) => {
    const cell = argument(args, 0)(environment);
    return new Exact(Array.isArray(cell) ? cell.length : 0);
  },
  sql: ([list = sql`NULL`]) => certain(sql`COALESCE(cardinality(${list}), 0)::numeric`),
});

const item = defineOperator({
  id: "item",
  name: { zh: "第几项", en: "item of a list" },
  arity: [2, 2],
  formula: { names: ["INDEX"], zh: ["第几项"] },
  sentence: { zh: "{0} 的第 {1} 项", en: "item {1} of {0}" },
  type(call): ValueKind {
    const [node] = call.nodes;
    if (!node || !isListKind(node.kind)) call.expect(0, "options", "users", "teams", "references");
    else if (node.type === "list") call.expect(0, "options");
    call.expect(1, "number");
    return elementKind(call.kind(0));
  },
  evaluate: (args) => (environment) => {
    const cell = argument(args, 0)(environment);
    const place = placeOf(argument(args, 1)(environment));
    const found: unknown = Array.isArray(cell) && place > 0 ? cell[place - 1] : null;
    return typeof found === "string" ? found : null;
  },
  sql: ([list = sql`NULL`, place = sql`NULL`]) => {
    const index = sql`LEAST(GREATEST(trunc(${place}), 0), ${String(LIMIT)})::int`;
    return once([list, index], ([l = list, n = index]) => sql`(${l})[${n}]`);
  },
});

/** Operators that choose one of several values or items. */
export const CHOICE_OPERATORS: readonly OperatorDefinition[] = [exclusiveOr, choose];

/** Operators on the items of lists. */
export const ITEM_OPERATORS: readonly OperatorDefinition[] = [size, item];
