import { certain, falseWhenNull, type Sql, sql, SQL_TYPES } from "../sql/fragment.ts";
import { elementKind, isListKind } from "../tree/adapt.ts";
import { isConstant } from "../tree/is-constant.ts";
import type {
  CallNode,
  CallTyping,
  Evaluate,
  OperatorDefinition,
  SqlContext,
  TypedNode,
} from "../tree/node.ts";
import type { ValueKind } from "../types.ts";
import { type Cell, cellsEqual } from "../values/cell.ts";
import { lowerAscii } from "../values/text.ts";
import { argument, defineOperator, overTwoTexts } from "./define.ts";
import { searchSql } from "./text/text.ts";

const SINGLE: ReadonlySet<ValueKind> = new Set([
  "text",
  "number",
  "date",
  "datetime",
  "time",
  "option",
  "region",
  "user",
  "team",
  "reference",
  "null",
]);

function pair(args: readonly Sql[]): readonly [Sql, Sql] {
  return [args[0] ?? sql`NULL`, args[1] ?? sql`NULL`];
}

function isList(node: TypedNode | undefined): boolean {
  return node !== undefined && isListKind(node.kind);
}

function holds(list: Cell, value: Cell): boolean {
  return value !== null && Array.isArray(list) && list.some((item: Cell) => cellsEqual(item, value));
}

function listHolds(value: Evaluate, list: Evaluate): Evaluate {
  return (environment) => holds(list(environment), value(environment));
}

/** Membership that a btree index on the value or a GIN index on the list can answer. */
function memberSql(
  value: Sql,
  list: Sql,
  nodes: { readonly value?: TypedNode | undefined; readonly list?: TypedNode | undefined },
): Sql {
  if (nodes.list?.type === "variable" && nodes.value?.type === "literal") {
    return falseWhenNull(sql`${list} @> ARRAY[${value}]`, [value, list]);
  }
  return falseWhenNull(sql`${value} = ANY(${list})`, [value, list]);
}

/** Membership in a list that stands in another table, of a value that is the same for all rows. */
function memberElsewhere(
  value: Sql,
  nodes: { readonly value?: TypedNode | undefined; readonly list?: TypedNode | undefined },
  context: SqlContext,
): Sql | undefined {
  if (!isConstant(nodes.value)) return undefined;
  const members = context.members(nodes.list);
  return members && certain(sql`${members.any(sql`ARRAY[${value}]`)}`);
}

function refuseList(call: CallTyping, index: number): void {
  if (!SINGLE.has(call.kind(index))) {
    call.problem(index, "EXPR_TYPE", { zh: "这里需要单个值", en: "Expected a single value here" });
  }
}

function typeMember(call: CallTyping, valueIndex: number, listIndex: number): void {
  const list = call.nodes[listIndex];
  if (list?.type === "list") call.unifyElements(valueIndex, listIndex);
  else call.expect(valueIndex, elementKind(call.kind(listIndex)));
  refuseList(call, valueIndex);
}

const isIn = defineOperator({
  id: "in",
  name: { zh: "属于其中之一", en: "is one of" },
  arity: [2, 2],
  formula: { names: ["IN"], zh: ["属于其中之一"] },
  sentence: { zh: "{0} 是 {1} 之一", en: "{0} is one of {1}" },
  isFalseOnNull: () => true,
  type(call) {
    if (isList(call.nodes[1])) typeMember(call, 0, 1);
    else call.expectAll("text");
    return "boolean";
  },
  evaluate(args, call) {
    if (isList(call.arguments[1])) return listHolds(argument(args, 0), argument(args, 1));
    return overTwoTexts(args, (part, text) => text.includes(part));
  },
  sql(args, call, context) {
    const [value, list] = pair(args);
    const nodes = { value: call.arguments[0], list: call.arguments[1] };
    if (isList(nodes.list)) return memberElsewhere(value, nodes, context) ?? memberSql(value, list, nodes);
    return falseWhenNull(sql`strpos(${list}, ${value}) > 0`, [value, list]);
  },
});

const contains = defineOperator({
  id: "contains",
  name: { zh: "包含", en: "contains" },
  arity: [2, 2],
  formula: { names: ["CONTAINS"], zh: ["包含"] },
  sentence: { zh: "{0} 包含 {1}", en: "{0} contains {1}" },
  isFalseOnNull: () => true,
  type(call) {
    if (isList(call.nodes[0])) typeMember(call, 1, 0);
    else call.expectAll("text");
    return "boolean";
  },
  evaluate(args, call) {
    if (isList(call.arguments[0])) return listHolds(argument(args, 1), argument(args, 0));
    return overTwoTexts(args, (text, part) => lowerAscii(text).includes(lowerAscii(part)));
  },
  sql(args, call, context) {
    const [text, part] = pair(args);
    const nodes = { list: call.arguments[0], value: call.arguments[1] };
    if (isList(nodes.list)) return memberElsewhere(part, nodes, context) ?? memberSql(part, text, nodes);
    return searchSql(text, part, (inside, sought) => sql`strpos(${inside}, ${sought}) > 0`);
  },
});

function typeLists(call: CallTyping): ValueKind {
  const open = call.nodes.find((node) => isListKind(node.kind) && node.type !== "list");
  call.expectAll(open?.kind ?? "options");
  return "boolean";
}

function listSql(args: readonly Sql[], call: CallNode, context: SqlContext, way: "any" | "all"): Sql {
  const [list, sought] = call.arguments;
  const members = isConstant(sought) ? context.members(list) : undefined;
  if (members) return certain(sql`${members[way](pair(args)[1])}`);
  const sign = way === "any" ? "&&" : "@>";
  const type = SQL_TYPES[call.arguments[0]?.kind ?? "options"];
  const [a, b] = pair(args);
  return falseWhenNull(sql`${a}::${type} ${sign} ${b}::${type}`, [a, b]);
}

const containsAny = defineOperator({
  id: "containsAny",
  name: { zh: "包含任一", en: "contains any of" },
  arity: [2, 2],
  formula: { names: ["CONTAINSANY"], zh: ["包含任一"] },
  sentence: { zh: "{0} 包含 {1} 中任一", en: "{0} contains any of {1}" },
  isFalseOnNull: () => true,
  type: typeLists,
  evaluate: (args) => (environment) => {
    const list = argument(args, 0)(environment);
    const sought = argument(args, 1)(environment);
    return Array.isArray(sought) && sought.some((item: Cell) => holds(list, item));
  },
  sql: (args, call, context) => listSql(args, call, context, "any"),
});

const containsAll = defineOperator({
  id: "containsAll",
  name: { zh: "同时包含", en: "contains all of" },
  arity: [2, 2],
  formula: { names: ["CONTAINSALL"], zh: ["同时包含"] },
  sentence: { zh: "{0} 同时包含 {1}", en: "{0} contains all of {1}" },
  isFalseOnNull: () => true,
  type: typeLists,
  evaluate: (args) => (environment) => {
    const list = argument(args, 0)(environment);
    const sought = argument(args, 1)(environment);
    return Array.isArray(sought) && sought.every((item: Cell) => holds(list, item));
  },
  sql: (args, call, context) => listSql(args, call, context, "all"),
});

function typeEmptiness(call: CallTyping): ValueKind {
  const [node] = call.nodes;
  if (node?.type === "list") call.expect(0, "options");
  return "boolean";
}

function isEmptyCell(cell: Cell): boolean {
  return cell === null || (Array.isArray(cell) && cell.length === 0);
}

const empty = defineOperator({
  id: "empty",
  name: { zh: "为空", en: "is empty" },
  arity: [1, 1],
  formula: { names: ["ISEMPTY", "ISBLANK"], zh: ["为空"] },
  sentence: { zh: "{0} 为空", en: "{0} is empty" },
  overRows: true,
  type: typeEmptiness,
  evaluate: (args) => (environment) => isEmptyCell(argument(args, 0)(environment)),
  sqlOverRows: (_args, _call, { source }) => certain(sql`(NOT EXISTS (SELECT ${source}))`),
  sql(args, call, context) {
    const members = context.members(call.arguments[0]);
    return certain(members ? sql`(NOT ${members.some})` : sql`(${pair(args)[0]} IS NULL)`);
  },
});

const notEmpty = defineOperator({
  id: "notEmpty",
  name: { zh: "不为空", en: "is not empty" },
  arity: [1, 1],
  formula: { names: ["NOTEMPTY"], zh: ["不为空"] },
  sentence: { zh: "{0} 不为空", en: "{0} is not empty" },
  overRows: true,
  isFalseOnNull: () => true,
  type: typeEmptiness,
  evaluate: (args) => (environment) => !isEmptyCell(argument(args, 0)(environment)),
  sqlOverRows: (_args, _call, { source }) => certain(sql`(EXISTS (SELECT ${source}))`),
  sql(args, call, context) {
    const members = context.members(call.arguments[0]);
    return certain(members ? sql`${members.some}` : sql`(${pair(args)[0]} IS NOT NULL)`);
  },
});

/** Operators on lists and on emptiness. */
export const LIST_OPERATORS: readonly OperatorDefinition[] = [
  isIn,
  contains,
  containsAny,
  containsAll,
  empty,
  notEmpty,
];
