import { isPlainObject } from "@mortise/kit";
import { findOperator } from "./operators/index.ts";
import type { Expression } from "./types.ts";
import { DEFAULT_BUDGET, overBudget } from "./tree/budget.ts";

/** Paths of all variables in an expression, each once, in order of appearance; needs no scope. Rows' fields come as written. */
export function variablesOf(expression: Expression): string[] {
  const found = new Set<string>();
  replaceVariables(expression, (path) => {
    found.add(path);
    return undefined;
  });
  return [...found];
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
  if (Array.isArray(expression)) return expression.map((item: Expression) => rewrite(item, replace));
  if (!isPlainObject(expression)) return expression;
  const entries = Object.entries(expression).map(([operator, value]): [string, Expression] => [
    operator,
    value as Expression,
  ]);
  const [first] = entries;
  if (first?.[0] !== "var")
    return Object.fromEntries(entries.map(([key, value]) => [key, rewrite(value, replace)]));
  const [path, fallback] = Array.isArray(first[1]) ? first[1] : [first[1]];
  if (typeof path !== "string") return expression;
  const replaced = replace(path);
  const kept = fallback === undefined ? undefined : rewrite(fallback, replace);
  if (replaced === undefined || typeof replaced === "string") {
    const name = replaced ?? path;
    return kept === undefined ? { var: name } : { var: [name, kept] };
  }
  return kept === undefined ? replaced : { [findOperator("coalesce")?.id ?? "coalesce"]: [replaced, kept] };
}
