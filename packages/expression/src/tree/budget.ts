import type { AppError } from "@mortise/kit";
import { expressionTooDeep, expressionTooLarge } from "../errors.ts";
import type { Expression } from "../types.ts";

/** How deep and how large an expression may be. */
export interface ExpressionBudget {
  /** Levels of operators and lists inside each other. */
  readonly depth: number;
  /** Operators, literals and list elements in all. */
  readonly parts: number;
}

/** The budget unless another one is handed in. */
export const DEFAULT_BUDGET: ExpressionBudget = { depth: 100, parts: 10_000 };

/** Refuses expressions beyond the budget. Runs without recursion and stops at the limit, so the input may be any size. */
export function overBudget(expression: Expression, budget: ExpressionBudget): AppError | undefined {
  let level: Expression[] = [expression];
  let parts = 0;
  // Arguments are an array inside an object: one operator is two levels of JSON.
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > budget.depth * 2) return expressionTooDeep({ limit: budget.depth });
    const next: Expression[] = [];
    for (const item of level) {
      parts += 1;
      if (parts > budget.parts * 2) return expressionTooLarge({ limit: budget.parts });
      if (typeof item !== "object" || item === null) continue;
      const children: readonly Expression[] = Array.isArray(item) ? item : Object.values(item);
      if (next.length + children.length > budget.parts * 2)
        return expressionTooLarge({ limit: budget.parts });
      for (const child of children) next.push(child);
    }
    level = next;
  }
  return undefined;
}
