import { compileExpression, type CompiledExpression } from "@mortise/expression";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";

/** A field with an expression that gives its value. */
export interface FieldRule {
  readonly field: ModelField;
  readonly compiled: CompiledExpression;
}

/** The expressions of an entity that run on writes. */
export interface EntityRules {
  readonly defaults: readonly FieldRule[];
  /** In such an order that each formula comes after those it uses. */
  readonly formulas: readonly FieldRule[];
  /** Fields that every record must have a value in and that people fill. */
  readonly required: readonly ModelField[];
  /** Sub-table fields that formulas sum over. */
  readonly summed: ReadonlySet<string>;
}

const compiled = new WeakMap<EntityModel, EntityRules>();

/** The rules of an entity, compiled once per release. */
export function entityRules(model: EntityModel): EntityRules {
  const known = compiled.get(model);
  if (known) return known;
  const made = compileRules(model);
  compiled.set(model, made);
  return made;
}

function compileRules(model: EntityModel): EntityRules {
  const defaults: FieldRule[] = [];
  const formulas: FieldRule[] = [];
  for (const field of model.fields) {
    const { definition, type } = field;
    if (!definition || !type) continue;
    // What no column keeps is worked out by the database.
    const isKept = field.storage === "column";
    if (definition.default !== undefined && definition.default !== null) {
      defaults.push({ field, compiled: compileExpression(definition.default, model.scope) });
    }
    const expression = isKept && type.computed === "on-write" ? type.expression?.(definition) : undefined;
    if (expression !== undefined)
      formulas.push({ field, compiled: compileExpression(expression, model.scope) });
  }
  const summed = formulas
    .flatMap((rule) => usedFields(rule))
    .filter((id) => model.field(id)?.kind === "rows");
  const required = model.fields.filter(
    ({ definition, type }) => definition?.required === true && type?.computed === undefined,
  );
  return { defaults, required, formulas: inDependencyOrder(formulas), summed: new Set(summed) };
}

function usedFields(rule: FieldRule): readonly string[] {
  return rule.compiled.variables.map((variable) => variable.split(".")[0] ?? variable);
}

/** Depth-first order; a circle, which publishing refuses, is cut where it is met rather than followed for ever. */
function inDependencyOrder(rules: readonly FieldRule[]): readonly FieldRule[] {
  const byId = new Map(rules.map((rule) => [rule.field.id, rule]));
  const ordered: FieldRule[] = [];
  const visited = new Set<string>();
  const visit = (rule: FieldRule): void => {
    if (visited.has(rule.field.id)) return;
    visited.add(rule.field.id);
    for (const used of usedFields(rule)) {
      const other = byId.get(used);
      if (other) visit(other);
    }
    ordered.push(rule);
  };
  for (const rule of rules) visit(rule);
  return ordered;
}
