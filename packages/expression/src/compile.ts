import { requireTyped } from "./check.ts";
import { lookUp } from "./look-up.ts";
import { isOverRows } from "./operators/rows/over-rows.ts";
import type { CallNode, Evaluate, TypedNode, VariableNode } from "./tree/node.ts";
import { isRowEnvironment } from "./row-environment.ts";
import type { Environment, Expression, Scope, Value, ValueKind } from "./types.ts";
import { type Cell, cellValue, readerOf, type Scalar } from "./values/cell.ts";
import { spend, spendOn, withBudget } from "./values/run-budget.ts";

/** An expression ready to run: checked once, then evaluated as often as wanted. */
export interface CompiledExpression {
  readonly kind: ValueKind;
  readonly variables: readonly string[];
  /** The value for one environment; total, and throws only EXPR_TOO_MUCH, after so many steps that nobody means them. */
  evaluate(environment: Environment): Value;
  /** True only when the value is `true`: the reading of conditions. */
  test(environment: Environment): boolean;
}

function compileVariable(node: VariableNode): Evaluate {
  const { path } = node;
  const reader = readerOf(node.kind);
  const read = node.kind === "text" ? metered(reader) : reader;
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
      return compileCall(node);
  }
}

/** Reading a text costs by its length. */
function metered(read: (raw: unknown) => Cell): (raw: unknown) => Cell {
  return (raw) => {
    spendOn(raw);
    return read(raw);
  };
}

/** A call; where it can take more than a step, the steps are counted. */
function compileCall(node: CallNode): Evaluate {
  const run = node.operator.evaluate(node.arguments.map(compileNode), node);
  const { cost } = node.operator;
  if (isOverRows(node)) {
    const [rows, ...inRow] = node.arguments;
    const perRow = 1 + inRow.reduce((sum, part) => sum + sizeOf(part), 0);
    const path = rows?.type === "variable" ? rows.path : "";
    return (environment) => {
      const list = environment.get(path);
      if (Array.isArray(list)) spend(list.length * perRow);
      return run(environment);
    };
  }
  if (node.kind !== "text" && cost === undefined) return run;
  return (environment) => {
    if (cost !== undefined) spend(cost);
    const result = run(environment);
    spendOn(result);
    return result;
  };
}

/** Steps that a part takes: one for each of its calls, and what those say they cost. */
function sizeOf(node: TypedNode): number {
  if (node.type === "list") return node.elements.reduce((sum, part) => sum + sizeOf(part), 0);
  if (node.type !== "call") return 1;
  return node.arguments.reduce((sum, part) => sum + sizeOf(part), 1);
}

/** Checks and compiles an expression to JavaScript; throws `EXPR_INVALID` with details when the check fails. */
export function compileExpression(expression: Expression, scope: Scope): CompiledExpression {
  const { node, variables } = requireTyped(expression, scope);
  const run = compileNode(node);
  const { kind } = node;
  return {
    kind,
    variables,
    evaluate: (environment) => withBudget(() => cellValue(kind, run(environment))),
    test: (environment) => withBudget(() => run(environment) === true),
  };
}
