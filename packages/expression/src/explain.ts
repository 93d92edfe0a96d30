import { requireTyped } from "./check.ts";
import { compileNode } from "./compile.ts";
import { isOverRows } from "./operators/rows/over-rows.ts";
import { withRow } from "./row-environment.ts";
import type { CallNode, TypedNode } from "./tree/node.ts";
import type { Environment, Explanation, Expression, Scope, Value } from "./types.ts";
import { cellValue, type Row } from "./values/cell.ts";
import { withBudget } from "./values/run-budget.ts";

/** Rows of which a condition is explained one by one. */
const MOST_ROWS = 20;

function valueOf(node: TypedNode, environment: Environment): Value {
  return withBudget(() => cellValue(node.kind, compileNode(node)(environment)));
}

function isCondition(node: TypedNode): boolean {
  return node.kind === "boolean" && node.type !== "literal";
}

/** A variable below conversions such as the day of a datetime. */
function variableIn(node: TypedNode | undefined): string | undefined {
  if (node?.type === "variable") return node.path;
  return node?.type === "call" && node.arguments.length === 1 ? variableIn(node.arguments[0]) : undefined;
}

/** Every variable below; columns of child rows count as the sub-table that they stand in. */
function variablesIn(node: TypedNode): readonly string[] {
  if (node.type === "variable") return [node.path];
  if (node.type !== "call") return [];
  const [rows] = node.arguments;
  if (isOverRows(node) && rows) return variablesIn(rows);
  return [...new Set(node.arguments.flatMap(variablesIn))];
}

function explainComparison(node: CallNode, environment: Environment, decisive: boolean): Explanation {
  const [left, right, ...others] = node.arguments;
  const variable = variableIn(left) ?? variableIn(right);
  return {
    operator: node.operator.id,
    result: valueOf(node, environment),
    ...(variable === undefined ? {} : { variable, variables: variablesIn(node) }),
    ...(left ? { left: valueOf(left, environment) } : {}),
    ...(right ? { right: valueOf(right, environment) } : {}),
    ...(others.length > 0 ? { others: others.map((other) => valueOf(other, environment)) } : {}),
    parts: [],
    decisive,
  };
}

/** A total over child rows: the rows, and what each of the first ones says to the condition. */
function explainRows(node: CallNode, environment: Environment, decisive: boolean): Explanation {
  const [rows, condition] = node.arguments;
  const result = valueOf(node, environment);
  const list = rows ? valueOf(rows, environment) : null;
  // The first argument has kind `rows`, whose reader lets only objects through.
  const found = Array.isArray(list) ? (list as readonly Row[]) : [];
  // Totals are told by the rows that meet the condition, “none” by those that contradict it.
  const decides =
    node.operator.decidedByAgreement === true ? result === true : node.kind !== "boolean" || result !== true;
  const parts =
    condition && isCondition(condition)
      ? found.slice(0, MOST_ROWS).map((row) => {
          const inRow = withRow(environment, row);
          return explainNode(condition, inRow, valueOf(condition, inRow) === decides);
        })
      : [];
  const variable = variableIn(rows);
  return {
    operator: node.operator.id,
    result,
    ...(variable === undefined ? {} : { variable, variables: variablesIn(node) }),
    left: String(found.length),
    parts,
    decisive,
  };
}

/** Places of the arguments that decided the result of a call. */
function decidingPlaces(
  { operator, arguments: args }: CallNode,
  values: readonly Value[],
  result: Value,
): Set<number> {
  const places = [...args.keys()];
  if (operator.decidedByAgreement === true)
    return new Set(places.filter((place) => values[place] === result));
  if (operator.decidedByFirst !== true) return new Set(places);
  const held = places.find((place) => place % 2 === 0 && place + 1 < args.length && values[place] === true);
  const chosen = held === undefined ? args.length - 1 : held + 1;
  return new Set(places.filter((place) => place === chosen || (place < chosen && place % 2 === 0)));
}

function explainNode(node: TypedNode, environment: Environment, decisive: boolean): Explanation {
  if (node.type !== "call") {
    const result = valueOf(node, environment);
    const variable = node.type === "variable" ? { variable: node.path, left: result } : {};
    return {
      operator: node.type === "variable" ? "var" : node.type,
      result,
      ...variable,
      parts: [],
      decisive,
    };
  }
  if (isOverRows(node)) return explainRows(node, environment, decisive);
  if (!node.arguments.some(isCondition)) return explainComparison(node, environment, decisive);
  const result = valueOf(node, environment);
  const values = node.arguments.map((part) => valueOf(part, environment));
  const deciding = decidingPlaces(node, values, result);
  const parts = node.arguments.flatMap((part, place) =>
    isCondition(part) ? [explainNode(part, environment, deciding.has(place))] : [],
  );
  return { operator: node.operator.id, result, parts, decisive };
}

/** Says of one environment after another which part of an expression gave which result. */
export type Explainer = (environment: Environment) => Explanation;

/** Checks an expression once, to be explained for many records. Throws `EXPR_INVALID` like `compileExpression`. */
export function compileExplainer(expression: Expression, scope: Scope): Explainer {
  const { node } = requireTyped(expression, scope);
  return (environment) => explainNode(node, environment, true);
}

/**
 * Evaluates an expression and tells which part gave which result, with the values that were compared and which parts
 * decided. Throws `EXPR_INVALID` like `compileExpression`.
 */
export function explain(expression: Expression, scope: Scope, environment: Environment): Explanation {
  return compileExplainer(expression, scope)(environment);
}
