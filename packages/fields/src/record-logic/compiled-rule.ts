import { compileExpression, type CompiledExpression, type Scope } from "@mortise/expression";
import { AppError } from "@mortise/kit";
import {
  type EntityDocument,
  type FieldDefinition,
  fieldsFilledBy,
  type FillAction,
  type NarrowAction,
  type RecordMatch,
  type RecordRule,
  type RuleAction,
} from "@mortise/metadata";
import type { FieldType } from "../field-type.ts";

/** A value that a rule gives to a field. */
export interface CompiledSet {
  readonly field: FieldDefinition;
  readonly type: FieldType;
  readonly value: CompiledExpression;
}

/** A data linkage: what is looked up by, and the field that it fills. */
export interface CompiledFill {
  readonly action: FillAction;
  /** Place of the action in its rule. */
  readonly index: number;
  readonly keys: readonly CompiledExpression[];
  /** The fields of the record that it gives values to; the sub-table alone when it makes rows. */
  readonly targets: readonly { readonly field: FieldDefinition; readonly type: FieldType }[];
}

/** A limit on the records to choose from, with the values that they have to match. */
export interface CompiledNarrow {
  readonly action: NarrowAction;
  readonly keys: readonly CompiledExpression[];
}

/** A value or a data linkage of a rule, in the order in which they act. */
export type CompiledGift = CompiledSet | CompiledFill;

/** An action that says something about the form. */
export type StateAction = Exclude<RuleAction, { readonly type: "set" | "fill" | "narrow" }>;

/** A rule ready to run. */
export interface CompiledRule {
  readonly rule: RecordRule;
  readonly when: CompiledExpression;
  readonly gifts: readonly CompiledGift[];
  readonly narrows: readonly CompiledNarrow[];
  /** The actions that say something about the form rather than give a value. */
  readonly states: readonly StateAction[];
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
      gifts: rule.actions.flatMap((action, index): readonly CompiledGift[] => {
        if (action.type === "set") return compileSet(action, place);
        return action.type === "fill" ? [compileFill(action, index, place)] : [];
      }),
      narrows: rule.actions.flatMap((action) =>
        action.type === "narrow" ? [{ action, keys: compileKeys(action.match, place) }] : [],
      ),
      states: rule.actions.filter((action) => isState(action)),
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

function isState(action: RuleAction): action is StateAction {
  return action.type !== "set" && action.type !== "fill" && action.type !== "narrow";
}

function compileKeys(match: readonly RecordMatch[], { scope }: RulePlace): readonly CompiledExpression[] {
  return match.map(({ value }) => compileExpression(value, scope));
}

function compileFill(action: FillAction, index: number, place: RulePlace): CompiledFill {
  const ids = fieldsFilledBy(action);
  const targets = ids.flatMap((id) => {
    const field = place.entity.fields.find((one) => one.id === id);
    const type = field && place.fieldType(field.type);
    return field && type ? [{ field, type }] : [];
  });
  return { action, index, keys: compileKeys(action.match, place), targets };
}
