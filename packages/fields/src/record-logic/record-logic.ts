import { compileExpression, type CompiledExpression, type Expression, type Scope } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  fieldsOfAction,
  type RecordRule,
} from "@mortise/metadata";
import type { FieldType } from "../field-type.ts";
import { type CompiledGift, type CompiledRule, compileRule } from "./compiled-rule.ts";

/** A field with an expression that gives its value. */
export interface FieldLogic {
  readonly field: FieldDefinition;
  readonly type: FieldType;
  readonly compiled: CompiledExpression;
}

/** What happens to a record of an entity while it is filled in and when it is written; the same in browser and server. */
export interface RecordLogic {
  readonly defaults: readonly FieldLogic[];
  /** In such an order that each formula comes after those it uses. */
  readonly formulas: readonly FieldLogic[];
  readonly rules: readonly CompiledRule[];
  /** Fields that rules give values to. */
  readonly set: ReadonlySet<string>;
  /** Fields that are on the form only while a rule shows them. */
  readonly shownByRule: ReadonlySet<string>;
  /** Sub-table fields whose rows formulas or rules look at. */
  readonly summed: ReadonlySet<string>;
}

/** What compiling the logic of an entity needs. */
export interface LogicSource {
  readonly entity: EntityDocument;
  readonly scope: Scope;
  readonly fieldType: (id: string) => FieldType | undefined;
  /** Whether a column of the record's own table holds the field: others the database works out. */
  readonly isKept: (field: FieldDefinition) => boolean;
}

/**
 * Compiles defaults, formulas and rules of an entity. What does not compile, for instance because the reader may not see
 * a field it looks at, is left out: the server, which sees all and publishes nothing that fails, still applies it.
 */
export function compileRecordLogic({ entity, scope, fieldType, isKept }: LogicSource): RecordLogic {
  const defaults: FieldLogic[] = [];
  const formulas: FieldLogic[] = [];
  for (const field of entity.fields) {
    const type = fieldType(field.type);
    if (!type) continue;
    if (field.default !== undefined && field.default !== null) {
      defaults.push(...compiled({ field, type }, field.default, scope));
    }
    const expression = isKept(field) && type.computed === "on-write" ? type.expression?.(field) : undefined;
    if (expression !== undefined) formulas.push(...compiled({ field, type }, expression, scope));
  }
  const rules = compileRules(entity, scope, fieldType);
  const looked = [...formulas.flatMap(usedFields), ...rules.flatMap(({ looksAt }) => [...looksAt])];
  const rows = new Set(
    entity.fields.filter((field) => fieldType(field.type)?.kind(field) === "rows").map(({ id }) => id),
  );
  return {
    defaults,
    formulas: inDependencyOrder(formulas),
    rules,
    set: new Set(rules.flatMap(({ gifts }) => gifts.flatMap(givenBy))),
    shownByRule: new Set(activeRules(entity, fieldType).flatMap(shownFields)),
    summed: new Set(looked.filter((id) => rows.has(id))),
  };
}

/** Whether rules look other records up. */
export function hasFills({ rules }: RecordLogic): boolean {
  return rules.some(({ gifts }) => gifts.some((gift) => "action" in gift));
}

/** Whether rules have anything to say about a record. */
export function hasRules({ rules, shownByRule }: RecordLogic): boolean {
  return rules.length > 0 || shownByRule.size > 0;
}

function compiled(
  place: Omit<FieldLogic, "compiled">,
  expression: Expression,
  scope: Scope,
): readonly FieldLogic[] {
  try {
    return [{ ...place, compiled: compileExpression(expression, scope) }];
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** The rules of an entity that are switched on, after those that its fields bring along. */
export function activeRules(
  { fields, rules = [] }: EntityDocument,
  fieldType: LogicSource["fieldType"],
): readonly RecordRule[] {
  return [
    ...fields.flatMap((field) => fieldType(field.type)?.rules?.(field) ?? []),
    ...rules.filter((rule) => rule.disabled !== true),
  ];
}

function shownFields({ actions }: RecordRule): readonly string[] {
  return actions.flatMap((action) => (action.type === "show" ? fieldsOfAction(action) : []));
}

function compileRules(
  entity: EntityDocument,
  scope: Scope,
  fieldType: LogicSource["fieldType"],
): readonly CompiledRule[] {
  return activeRules(entity, fieldType).flatMap(
    (rule) => compileRule(rule, { entity, scope, fieldType }) ?? [],
  );
}

function givenBy(gift: CompiledGift): readonly string[] {
  return "action" in gift ? gift.targets.map(({ field }) => field.id) : [gift.field.id];
}

function usedFields({ compiled }: FieldLogic): readonly string[] {
  return compiled.variables.map((variable) => variable.split(".")[0] ?? variable);
}

/** Depth-first order; a circle, which publishing refuses, is cut where it is met rather than followed for ever. */
function inDependencyOrder(formulas: readonly FieldLogic[]): readonly FieldLogic[] {
  const byId = new Map(formulas.map((formula) => [formula.field.id, formula]));
  const ordered: FieldLogic[] = [];
  const visited = new Set<string>();
  const visit = (formula: FieldLogic): void => {
    if (visited.has(formula.field.id)) return;
    visited.add(formula.field.id);
    for (const used of usedFields(formula)) {
      const other = byId.get(used);
      if (other) visit(other);
    }
    ordered.push(formula);
  };
  for (const formula of formulas) visit(formula);
  return ordered;
}
