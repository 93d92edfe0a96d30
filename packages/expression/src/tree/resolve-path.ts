import type { Scope, VariableType } from "../types.ts";

/** References that one path may lead through; more would join more tables than a person can follow. */
const MOST_STEPS = 5;

/**
 * The type of a variable: the scope's own answer for the whole name or, step by step, what the references on the way
 * point at. Undefined when the name leads nowhere or through too many references.
 */
export function resolvePath(scope: Scope, path: string, steps = MOST_STEPS): VariableType | undefined {
  const own = scope.variable(path);
  if (own !== undefined || steps === 0) return own;
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const rest = path.slice(dot + 1);
    // System variables belong to the evaluation, not to a record.
    if (rest.startsWith("$")) return undefined;
    const target = scope.variable(path.slice(0, dot))?.target;
    const found = target && resolvePath(target, rest, steps - 1);
    if (found) return found;
  }
  return undefined;
}

/** Whether a path that leads nowhere goes on behind a variable of child rows, as `lines.amount` does. */
export function entersRows(scope: Scope, path: string): boolean {
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    if (resolvePath(scope, path.slice(0, dot))?.kind === "rows") return true;
  }
  return false;
}
