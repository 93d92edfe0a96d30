import type { Expression } from "../types.ts";

/** One operator as it is stored. */
export interface Operation {
  readonly id: string;
  readonly items: readonly Expression[];
}

type ExpressionObject = { readonly [key: string]: Expression };

/** Tells a list written in an expression. */
export function isListExpression(expression: Expression | undefined): expression is readonly Expression[] {
  return Array.isArray(expression);
}

/** Tells an operator or variable. */
export function isOperation(expression: Expression | undefined): expression is ExpressionObject {
  return typeof expression === "object" && expression !== null && !Array.isArray(expression);
}

/** Operator and arguments of an expression; a single argument may be stored without its list. */
export function operationOf(expression: Expression | undefined): Operation | undefined {
  const [entry] = isOperation(expression) ? Object.entries(expression) : [];
  if (!entry) return undefined;
  return { id: entry[0], items: isListExpression(entry[1]) ? entry[1] : [entry[1]] };
}

/** Path of a `var` expression. */
export function pathOf(expression: Expression | undefined): string | undefined {
  const operation = operationOf(expression);
  const [path] = operation?.id === "var" ? operation.items : [];
  return typeof path === "string" ? path : undefined;
}
