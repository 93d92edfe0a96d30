import { compileExpression, type Environment, type Explanation, type Expression, type Scope, type Value } from "@mortise/expression";
import { isPlainObject } from "@mortise/kit";

const JOINTS: ReadonlySet<string> = new Set(["and", "or", "!"]);

function operation(expression: Expression): { readonly operator: string; readonly parts: readonly Expression[] } | undefined {
  if (!isPlainObject(expression)) return undefined;
  const [entry] = Object.entries(expression);
  if (!entry) return undefined;
  // The members of an expression are expressions.
  const parts = entry[1] as Expression | readonly Expression[];
  return { operator: entry[0], parts: Array.isArray(parts) ? parts : [parts as Expression] };
}

function variableOf(expression: Expression): string | undefined {
  const found = operation(expression);
  const [name] = found?.parts ?? [];
  return found?.operator === "var" && typeof name === "string" ? name : undefined;
}

function literalOf(expression: Expression | undefined): Value {
  if (expression === undefined || isPlainObject(expression)) return null;
  // What is not an object is a literal or a list of literals.
  return expression as Value;
}

/** Which part of a condition gave which result, with the values that were compared. */
export function explainCondition(expression: Expression, scope: Scope, environment: Environment): Explanation {
  return explained(expression, scope, environment, true);
}

function explained(expression: Expression, scope: Scope, environment: Environment, decisive: boolean): Explanation {
  const result = compileExpression(expression, scope).evaluate(environment);
  const found = operation(expression);
  if (found && JOINTS.has(found.operator)) {
    const parts = found.parts.map((part) => explained(part, scope, environment, true));
    const settled = found.operator === "and" ? result === true : result !== true;
    return {
      operator: found.operator,
      result,
      decisive,
      parts: parts.map((part) => ({
        ...part,
        decisive: found.operator === "!" || settled || (part.result === true) === (result === true),
      })),
    };
  }
  const variable = found?.parts.map(variableOf).find((name) => name !== undefined);
  if (!found || variable === undefined) return { operator: found?.operator ?? "", result, parts: [], decisive };
  const other = found.parts.find((part) => variableOf(part) === undefined);
  return {
    operator: found.operator,
    result,
    variable,
    left: environment.get(variable) ?? null,
    right: literalOf(other),
    parts: [],
    decisive,
  };
}
