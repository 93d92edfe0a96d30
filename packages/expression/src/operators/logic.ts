import { certain, joinSql, parameter, type Sql, sql, SQL_TYPES, truth } from "../sql/fragment.ts";
import type { CallTyping, DescribedCall, OperatorDefinition } from "../tree/node.ts";
import type { ValueKind } from "../types.ts";
import { cellsEqual } from "../values/cell.ts";
import { argument, defineOperator } from "./define.ts";

function conditions(call: CallTyping): ValueKind {
  call.expectAll("boolean");
  return "boolean";
}

function connect(args: readonly Sql[], word: "AND" | "OR"): Sql {
  if (args.length === 0) return certain(word === "AND" ? sql`TRUE` : sql`FALSE`);
  return certain(sql`(${joinSql(args.map(truth), ` ${word} `)})`);
}

const and = defineOperator({
  id: "and",
  name: { zh: "并且", en: "AND" },
  arity: [0, Infinity],
  formula: { names: ["AND"], zh: ["并且", "与"] },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " 且 ", en: " and " },
  joins: true,
  decidedByAgreement: true,
  type: conditions,
  evaluate: (args) => (environment) => {
    for (const part of args) if (part(environment) !== true) return false;
    return true;
  },
  sql: (args) => connect(args, "AND"),
});

const or = defineOperator({
  id: "or",
  name: { zh: "或者", en: "OR" },
  arity: [0, Infinity],
  formula: { names: ["OR"], zh: ["或者", "或"] },
  sentence: { zh: "{all}", en: "{all}" },
  joiner: { zh: " 或 ", en: " or " },
  joins: true,
  decidedByAgreement: true,
  type: conditions,
  evaluate: (args) => (environment) => {
    for (const part of args) if (part(environment) === true) return true;
    return false;
  },
  sql: (args) => connect(args, "OR"),
});

const not = defineOperator({
  id: "!",
  name: { zh: "不满足", en: "NOT" },
  arity: [1, 1],
  formula: { names: ["NOT"], zh: ["非"] },
  sentence: { zh: "不满足（{0}）", en: "not ({0})" },
  type: conditions,
  evaluate: (args) => {
    const part = argument(args, 0);
    return (environment) => part(environment) !== true;
  },
  sql: (args) => certain(sql`(NOT ${joinSql(args.map(truth), "")})`),
});

const isTrue = defineOperator({
  id: "!!",
  name: { zh: "成立", en: "is true" },
  arity: [1, 1],
  formula: { names: ["ISTRUE"], zh: ["成立"] },
  sentence: { zh: "{0}", en: "{0}" },
  type: conditions,
  evaluate: (args) => {
    const part = argument(args, 0);
    return (environment) => part(environment) === true;
  },
  sql: (args) => certain(joinSql(args.map(truth), "")),
});

/** Places of the results in condition, result, …, otherwise. */
function branchPlaces(count: number, first: number): number[] {
  const places = [];
  for (let place = first; place < count; place += 2) places.push(place);
  if ((count - first) % 2 === 0 && count > first) places.push(count - 1);
  return places.toSorted((a, b) => a - b);
}

function branchSql(args: readonly Sql[], first: number, kind: ValueKind, when: (place: number) => Sql): Sql {
  const branches: Sql[] = [];
  let place = first;
  for (; place + 1 < args.length; place += 2)
    branches.push(sql`WHEN ${when(place)} THEN ${args[place + 1] ?? ""}`);
  const otherwise = args[place] ?? parameter(null, SQL_TYPES[kind]);
  return sql`${joinSql(branches, " ")} ELSE ${otherwise} END`;
}

function describeBranches({ locale, arguments: { length }, text }: DescribedCall): string {
  const zh = locale === "zh";
  let sentence = "";
  let place = 0;
  for (; place + 1 < length; place += 2) {
    const when = zh ? (place === 0 ? "如果" : "，否则如果") : place === 0 ? "if" : ", else if";
    sentence += `${when} ${text(place)} ${zh ? "则" : "then"} ${text(place + 1)}`;
  }
  return place < length ? `${sentence}${zh ? "，否则" : ", else"} ${text(place)}` : sentence;
}

const choose = defineOperator({
  id: "if",
  aliases: ["?:"],
  name: { zh: "如果", en: "IF" },
  arity: [2, Infinity],
  formula: { names: ["IF", "IFS"], zh: ["如果"] },
  sentence: { zh: "如果 {0} 则 {1} 否则 {2}", en: "if {0} then {1} else {2}" },
  decidedByFirst: true,
  describe: describeBranches,
  type(call) {
    for (let place = 0; place + 1 < call.count; place += 2) call.expect(place, "boolean");
    return call.unify(branchPlaces(call.count, 1), false);
  },
  evaluate: (args) => (environment) => {
    let place = 0;
    for (; place + 1 < args.length; place += 2) {
      if (argument(args, place)(environment) === true) return argument(args, place + 1)(environment);
    }
    return argument(args, place)(environment);
  },
  sql: (args, call) =>
    sql`(CASE ${branchSql(args, 0, call.kind, (place) => truth(args[place] ?? sql`FALSE`))})`,
});

const switchOn = defineOperator({
  id: "switch",
  name: { zh: "按值选择", en: "SWITCH" },
  arity: [3, Infinity],
  formula: { names: ["SWITCH"], zh: ["按值选择"] },
  type(call) {
    const cases = [0];
    for (let place = 1; place + 1 < call.count; place += 2) cases.push(place);
    call.unify(cases, true);
    return call.unify(branchPlaces(call.count, 2), false);
  },
  evaluate: (args) => (environment) => {
    const value = argument(args, 0)(environment);
    let place = 1;
    for (; place + 1 < args.length; place += 2) {
      if (value !== null && cellsEqual(value, argument(args, place)(environment)))
        return argument(args, place + 1)(environment);
    }
    return argument(args, place)(environment);
  },
  sql: (args, call) =>
    sql`(CASE ${args[0] ?? "NULL"} ${branchSql(args, 1, call.kind, (place) => args[place] ?? sql`NULL`)})`,
});

const coalesce = defineOperator({
  id: "coalesce",
  aliases: ["??"],
  name: { zh: "第一个不为空的", en: "first that is not empty" },
  arity: [1, Infinity],
  formula: { names: ["IFEMPTY", "IFBLANK", "COALESCE", "IFNULL", "IFERROR"], zh: ["为空则取"] },
  sentence: { zh: "{all} 中第一个不为空的", en: "the first of {all} that is not empty" },
  joiner: { zh: "、", en: ", " },
  type: (call) => call.unify([...call.nodes.keys()], false),
  evaluate: (args) => (environment) => {
    for (const part of args) {
      const cell = part(environment);
      if (cell !== null) return cell;
    }
    return null;
  },
  sql: (args) => ({
    ...sql`COALESCE(${joinSql(args, ", ")})`,
    nullable: args.every((part) => part.nullable),
  }),
});

/** Operators that join and choose. */
export const LOGIC_OPERATORS: readonly OperatorDefinition[] = [
  and,
  or,
  not,
  isTrue,
  choose,
  switchOn,
  coalesce,
];
