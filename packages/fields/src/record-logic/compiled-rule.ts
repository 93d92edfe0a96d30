import { compileExpression, type CompiledExpression, type Scope } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import type { EntityDocument, FieldDefinition, RecordRule, RuleAction } from "@mortise/metadata";
import type { FieldType } from "../field-type.ts";

/** A value that a rule gives to a field. */
export interface CompiledSet {
  readonly field: FieldDefinition;
  readonly type: FieldType;
  readonly value: CompiledExpression;
}

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: RecordRule;
  readonly when: CompiledExpression;
  readonly sets: readonly CompiledSet[];
  /** The actions that say something about the form rather than give a value. */
  readonly states: readonly Exclude<RuleAction, { readonly type: "set" }>[];
  /** Ids of the fields that the condition looks at. */
  readonly looksAt: ReadonlySet<string>;
}

/** What compiling a rule needs of its entity. */
export interface RulePlace {
  readonly entity: EntityDocument;
  readonly scope: Scope;
  readonly fieldType: (id: string) => FieldType | undefined;
}

/** Compiles a rule; undefined when it uses what the scope does not have. */
export function compileRule(rule: RecordRule, place: RulePlace): CompiledRule | undefined {
  try {
    const when = compileExpression(rule.when, place.scope);
    return {
      rule,
      when,
      sets: rule.actions.flatMap((action) => (action.type === "set" ? compileSet(action, place) : [])),
      states: rule.actions.filter((action) => action.type !== "set"),
      looksAt: new Set(when.variables.map((variable) => variable.split(".")[0] ?? variable)),
    };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function compileSet(
  action: Extract<RuleAction, { readonly type: "set" }>,
  { entity, scope, fieldType }: RulePlace,
): readonly CompiledSet[] {
  const field = entity.fields.find(({ id }) => id === action.field);
  const type = field && fieldType(field.type);
  return field && type ? [{ field, type, value: compileExpression(action.value, scope) }] : [];
}
