import type { Environment, Explanation, Expression, Value } from "@mortise/expression";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import type { VariableNames } from "./node-output.ts";

/** A flow as its steps see it. */
export interface RunningFlow {
  readonly document: FlowDocument;
  readonly catalog: Catalog;
  /** What its steps leave for later ones. */
  readonly variables: VariableNames;
  test(expression: Expression, environment: Environment): boolean;
  evaluate(expression: Expression, environment: Environment): Value;
  explain(condition: Expression, environment: Environment): Explanation;
  /** Fields of the record that a step names in its settings. */
  fieldsOf(node: FlowNode): readonly string[];
}
