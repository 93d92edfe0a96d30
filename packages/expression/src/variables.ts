import type { Expression } from "./types.ts";
import { DEFAULT_BUDGET, overBudget } from "./tree/budget.ts";
import { isListExpression, isOperation, operationOf, pathOf } from "./tree/shape.ts";

/** Paths of all variables in an expression, each once, in order of appearance; needs no scope. Rows' fields come as written. */
export function variablesOf(expression: Expression): string[] {
  const found = new Set<string>();
  replaceVariables(expression, (path) => {
    found.add(path);
    return undefined;
  });
  return [...found];
}

/** Whether one of the operators is called anywhere in an expression; needs no scope, and no budget: any size, any depth. */
export function callsOperator(expression: Expression, ...ids: readonly string[]): boolean {
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const operation = isOperation(next) ? next : undefined;
    if (operation && ids.some((id) => Object.hasOwn(operation, id))) return true;
    for (const inner of isListExpression(next) ? next : Object.values(operation ?? {})) waiting.push(inner);
  }
  return false;
}

/**
 * A copy with some variables replaced; `replace` answers a new path, another expression, or undefined to keep it.
 * Throws `EXPR_TOO_DEEP` or `EXPR_TOO_LARGE` for expressions beyond the default budget.
 */
export function replaceVariables(
  expression: Expression,
  replace: (path: string) => string | Expression | undefined,
): Expression {
  const tooBig = overBudget(expression, DEFAULT_BUDGET);
  if (tooBig) throw tooBig;
  return rewrite(expression, replace);
}

function rewrite(
  expression: Expression,
  replace: (path: string) => string | Expression | undefined,
): Expression {
  if (isListExpression(expression)) return expression.map((item) => rewrite(item, replace));
  if (!isOperation(expression)) return expression;
  const path = pathOf(expression);
  if (path === undefined) {
    return Object.fromEntries(Object.entries(expression).map(([id, value]) => [id, rewrite(value, replace)]));
  }
  const replaced = replace(path) ?? path;
  const fallback = operationOf(expression)?.items[1];
  const kept = fallback === undefined ? undefined : rewrite(fallback, replace);
  if (typeof replaced === "string") return { var: kept === undefined ? replaced : [replaced, kept] };
  return kept === undefined ? replaced : { coalesce: [replaced, kept] };
}
