import type { Expression, ValueKind } from "@mortise/expression";
import type { Json } from "@mortise/kit";
import { readCall } from "./condition-operator.ts";
import { conditionOperators, fieldOperators } from "./operators.ts";

/** Rows and groups joined by 且 (`and`) or 或 (`or`). */
export interface ConditionGroup {
  readonly type: "group";
  readonly join: "and" | "or";
  readonly items: readonly ConditionItem[];
}

/** One row: field, operator, value. */
export interface ConditionRow {
  readonly type: "row";
  readonly path: string;
  readonly operator: string;
  readonly value: Json;
}

/** A part of a condition that rows cannot show (an advanced expression); kept as it is. */
export interface ConditionRaw {
  readonly type: "raw";
  readonly expression: Expression;
}

/** A part of a condition as people edit it. */
export type ConditionItem = ConditionGroup | ConditionRow | ConditionRaw;

/** Tells the kind of a variable; undefined when it does not exist. */
export type KindOf = (path: string) => ValueKind | undefined;

/** A condition without rows: always true. */
export const NO_CONDITION: ConditionGroup = { type: "group", join: "and", items: [] };

/** Takes a stored condition apart into rows and groups; the outermost part is always a group. */
export function readCondition(expression: Expression | undefined, kindOf: KindOf): ConditionGroup {
  if (expression === undefined || expression === null || expression === true) return NO_CONDITION;
  const item = readItem(expression, kindOf);
  return item.type === "group" ? item : { type: "group", join: "and", items: [item] };
}

function readItem(expression: Expression, kindOf: KindOf): ConditionItem {
  const row = readRow(expression, kindOf);
  if (row) return row;
  for (const join of ["and", "or"] as const) {
    const parts = readCall(expression, join);
    if (parts) return { type: "group", join, items: parts.map((part) => readItem(part, kindOf)) };
  }
  return { type: "raw", expression };
}

function readRow(expression: Expression, kindOf: KindOf): ConditionRow | undefined {
  for (const operator of conditionOperators) {
    const parts = operator.read(expression);
    const kind = parts && kindOf(parts.path);
    if (parts && kind && operator.kinds.includes(kind)) {
      return { type: "row", path: parts.path, operator: operator.id, value: parts.value };
    }
  }
  return undefined;
}

/** The expression of a condition; undefined when nothing is complete yet. Rows still without a value are left out. */
export function buildCondition(group: ConditionGroup, kindOf: KindOf): Expression | undefined {
  const parts = group.items.flatMap((item) => buildItem(item, kindOf) ?? []);
  const [first] = parts;
  if (first === undefined) return undefined;
  return parts.length === 1 ? first : { [group.join]: parts };
}

function buildItem(item: ConditionItem, kindOf: KindOf): readonly Expression[] | undefined {
  if (item.type === "raw") return [item.expression];
  if (item.type === "group") {
    const inner = buildCondition(item, kindOf);
    return inner === undefined ? undefined : [inner];
  }
  const kind = kindOf(item.path);
  const operator = kind && fieldOperators(kind).find((candidate) => candidate.id === item.operator);
  return operator && isComplete(operator.operand, item.value)
    ? [operator.build(item.path, item.value)]
    : undefined;
}

function isComplete(operand: string, value: Json): boolean {
  if (operand === "none") return true;
  const isFilled = (part: Json | undefined): boolean => part !== undefined && part !== null && part !== "";
  if (!Array.isArray(value)) return isFilled(value);
  return (
    value.length > 0 &&
    value.every((part: Json) => isFilled(part)) &&
    (operand !== "range" || value.length === 2)
  );
}
