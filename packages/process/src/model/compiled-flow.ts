import {
  callsOperator,
  type CompiledExpression,
  compileExplainer,
  compileExpression,
  type Environment,
  type Explainer,
  type Explanation,
  type Expression,
  type Scope,
  type Value,
  variablesOf,
} from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import type { Catalog, FlowDocument, FlowNode } from "@mortise/metadata";
import { fieldsNamed } from "./fields-named.ts";
import { FlowVariables } from "./flow-variables.ts";
import type { RunningFlow } from "./running-flow.ts";

/** A flow ready to run: nodes by id, expressions checked and compiled once for all runs of a release. */
export class CompiledFlow implements RunningFlow {
  readonly document: FlowDocument;
  readonly catalog: Catalog;
  /** What the steps leave for later ones. */
  readonly variables: FlowVariables;
  readonly #scope: Scope;
  readonly #nodes: ReadonlyMap<string, FlowNode>;
  readonly #expressions = new Map<string, CompiledExpression>();
  readonly #byObject = new WeakMap<object, CompiledExpression>();
  readonly #explainers = new WeakMap<object, Explainer>();
  /** Asked at every write, so found out once. */
  readonly #asking = new WeakMap<object, boolean>();
  readonly #fields = new WeakMap<FlowNode, readonly string[]>();

  constructor(document: FlowDocument, catalog: Catalog) {
    this.document = document;
    this.catalog = catalog;
    this.variables = new FlowVariables(document, catalog);
    this.#scope = this.variables.scope(null);
    this.#nodes = new Map(document.nodes.map((node) => [node.id, node]));
  }

  /** The node with that id. */
  node(id: string): FlowNode | undefined {
    return this.#nodes.get(id);
  }

  /** Whether a condition over records of the flow's entity holds. */
  test(expression: Expression, environment: Environment): boolean {
    return this.#compiled(expression).test(environment);
  }

  /** The value of an expression over records of the flow's entity. */
  evaluate(expression: Expression, environment: Environment): Value {
    return this.#compiled(expression).evaluate(environment);
  }

  /** Which part of a condition over records of the flow's entity gave which result. */
  explain(condition: Expression, environment: Environment): Explanation {
    const isObject = typeof condition === "object" && condition !== null;
    const known = isObject ? this.#explainers.get(condition) : undefined;
    if (known) return known(environment);
    const made = compileExplainer(condition, this.#scope);
    if (isObject) this.#explainers.set(condition, made);
    return made(environment);
  }

  /** Whether an expression asks who belongs to which team, so that the roster must be at hand. */
  asksForPeople(expression: Expression): boolean {
    if (typeof expression !== "object" || expression === null) return false;
    const known = this.#asking.get(expression);
    if (known !== undefined) return known;
    const asks = (path: string): boolean => path === "$teams" || path === "$ownTeams" || path.includes(".");
    const made = variablesOf(expression).some(asks) || callsOperator(expression, "under");
    this.#asking.set(expression, made);
    return made;
  }

  /** Fields of the record that a step names in its settings, whatever for, and those that say whose it is; found out once. */
  fieldsOf(node: FlowNode): readonly string[] {
    const known = this.#fields.get(node);
    if (known) return known;
    const made = fieldsNamed(node.settings, this.catalog, this.document.entity);
    this.#fields.set(node, made);
    return made;
  }

  #compiled(expression: Expression): CompiledExpression {
    if (typeof expression === "object" && expression !== null) {
      const known = this.#byObject.get(expression);
      if (known) return known;
      const made = this.#compile(expression);
      this.#byObject.set(expression, made);
      return made;
    }
    return this.#compile(expression);
  }

  #compile(expression: Expression): CompiledExpression {
    const key = canonicalJson(expression);
    const known = this.#expressions.get(key);
    if (known) return known;
    const made = compileExpression(expression, this.#scope);
    this.#expressions.set(key, made);
    return made;
  }
}
