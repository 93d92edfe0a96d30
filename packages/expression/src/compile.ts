import { requireTyped } from "./check.ts";
import { lookUp } from "./look-up.ts";
import type { Evaluate, TypedNode, VariableNode } from "./tree/node.ts";
import { isRowEnvironment } from "./row-environment.ts";
import type { Environment, Expression, Scope, Value, ValueKind } from "./types.ts";
import { type Cell, cellValue, readerOf, type Scalar } from "./values/cell.ts";

/** An expression ready to run: checked once, then evaluated as often as wanted. */
export interface CompiledExpression {
  readonly kind: ValueKind;
  readonly variables: readonly string[];
  /** The value for one environment; total, never throws. */
  evaluate(environment: Environment): Value;
  /** True only when the value is `true`: the reading of conditions. */
  test(environment: Environment): boolean;
}

function compileVariable(node: VariableNode): Evaluate {
  const read = readerOf(node.kind);
  const { path } = node;
  if (node.rows === undefined) return (environment) => read(environment.get(path));
  return (environment) => (isRowEnvironment(environment) ? read(lookUp(environment.row, path)) : null);
}

function compileList(elements: readonly Evaluate[]): Evaluate {
  return (environment) => {
    const cells = elements.map((element) => element(environment)).filter((cell) => cell !== null);
    // Elements are single values: the type rules let no list stand inside a list.
    return cells.length === 0 ? null : (cells as Scalar[]);
  };
}

/** Builds the closure of a typed node. Only closures, no generated code, so it runs under a strict content policy. */
export function compileNode(node: TypedNode): Evaluate {
  switch (node.type) {
    case "literal": {
      const cell: Cell = node.cell;
      return () => cell;
    }
    case "variable":
      return compileVariable(node);
    case "list":
      return compileList(node.elements.map(compileNode));
    case "call":
      return node.operator.evaluate(node.arguments.map(compileNode), node);
  }
}

/** Checks and compiles an expression to JavaScript; throws `EXPR_INVALID` with details when the check fails. */
export function compileExpression(expression: Expression, scope: Scope): CompiledExpression {
  const { node, variables } = requireTyped(expression, scope);
  const run = compileNode(node);
  const { kind } = node;
  return {
    kind,
    variables,
    evaluate: (environment) => cellValue(kind, run(environment)),
    test: (environment) => run(environment) === true,
  };
}
