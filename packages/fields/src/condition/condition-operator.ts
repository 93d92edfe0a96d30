import type { Expression, ValueKind } from "@mortise/expression";
import { isPlainObject, type Json, type LocalizedText } from "@mortise/kit";

/**
 * What stands behind the operator of a condition row and which control edits it: nothing, one value of the field,
 * a list of values, two bounds, a text to look for, a relative period `[id]` or `[id, days]`, one item of a list field,
 * some teams or records of a tree, one day.
 */
export type Operand = "none" | "value" | "list" | "range" | "text" | "period" | "item" | "nodes" | "day";

/** What a comparison needs of the place: values that stand in a tree, or knowledge of who belongs to which team. */
export type OperatorNeed = "tree" | "people";

/** A way to compare a field in a condition row, e.g. 包含 or 介于. */
export interface ConditionOperator {
  readonly id: string;
  readonly name: LocalizedText;
  readonly kinds: readonly ValueKind[];
  readonly operand: Operand;
  /** Offered only where this is at hand. */
  readonly needs?: OperatorNeed;
  /** The expression of a row; for `none` the value is ignored. */
  build(path: string, value: Json): Expression;
  /** The row of an expression that `build` made, or an equal one written by hand. */
  read(expression: Expression): ConditionParts | undefined;
}

/** The field and the value of a condition row. */
export interface ConditionParts {
  readonly path: string;
  readonly value: Json;
}

/** A call `{op: [args]}` with its arguments; single arguments may be written without a list. */
export function readCall(expression: Expression, operator: string): readonly Json[] | undefined {
  if (!isPlainObject(expression)) return undefined;
  const keys = Object.keys(expression);
  if (keys.length !== 1 || keys[0] !== operator) return undefined;
  // Expressions are JSON, so their parts are.
  const argument = expression[operator] as Json;
  return Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
}

/** The path of `{"var": path}`. */
export function readPath(expression: Json | undefined): string | undefined {
  const [path] = expression === undefined ? [] : (readCall(expression, "var") ?? []);
  return typeof path === "string" ? path : undefined;
}

/** `{"var": path}` */
export function variable(path: string): Expression {
  return { var: path };
}

/** Whether a part is a plain value, or a variable such as `$user` that stands for one. */
export function isOperandValue(value: Json | undefined): value is Json {
  return value !== undefined && (!isPlainObject(value) || readPath(value) !== undefined);
}
