import { requireTyped } from "./check.ts";
import { compileNode } from "./compile.ts";
import type { CallNode, TypedNode } from "./tree/node.ts";
import type { Environment, Explanation, Expression, Scope, Value } from "./types.ts";
import { cellValue } from "./values/cell.ts";

/** How the parts of a joining operator decide its result: `and` is decided by its false parts, `or` by its true ones. */
type Deciding = (result: Value, part: Value) => boolean;

const ALL: Deciding = () => true;
const AGREEING: Deciding = (result, part) => part === result;

function valueOf(node: TypedNode, environment: Environment): Value {
  return cellValue(node.kind, compileNode(node)(environment));
}

function isCondition(node: TypedNode): boolean {
  return node.kind === "boolean" && node.type !== "literal";
}

/** A variable below conversions such as the day of a datetime. */
function variableIn(node: TypedNode | undefined): string | undefined {
  if (node?.type === "variable") return node.path;
  return node?.type === "call" && node.arguments.length === 1 ? variableIn(node.arguments[0]) : undefined;
}

function explainComparison(node: CallNode, environment: Environment, decisive: boolean): Explanation {
  const [left, right] = node.arguments;
  const variable = variableIn(left) ?? variableIn(right);
  return {
    operator: node.operator.id,
    result: valueOf(node, environment),
    ...(variable === undefined ? {} : { variable }),
    ...(left ? { left: valueOf(left, environment) } : {}),
    ...(right ? { right: valueOf(right, environment) } : {}),
    parts: [],
    decisive,
  };
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
  const conditions = node.arguments.filter(isCondition);
  if (conditions.length === 0) return explainComparison(node, environment, decisive);
  const result = valueOf(node, environment);
  const decides = node.operator.decidedByAgreement === true ? AGREEING : ALL;
  const parts = conditions.map((part) =>
    explainNode(part, environment, decides(result, valueOf(part, environment))),
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
