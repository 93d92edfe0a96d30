import type { FillAction, RecordMatch, RecordRule, RuleAction } from "../documents/record-rule.ts";
import type { FieldRewrite, RewritePlace } from "./field-rewrite.ts";
import { rewriteExpression } from "./rewrite-expression.ts";

/** A rule with its fields under their new ids; no field twice. */
export function rewriteRule(rule: RecordRule, place: RewritePlace, rewrite: FieldRewrite): RecordRule {
  return {
    ...rule,
    when: rewriteExpression(rule.when, place, rewrite),
    actions: rule.actions.map((action) => rewriteAction(action, place, rewrite)),
  };
}

/** An action with its fields under their new ids. */
export function rewriteAction<Action extends RuleAction>(
  action: Action,
  place: RewritePlace,
  rewrite: FieldRewrite,
): Action {
  // Every case gives back an action of the same kind.
  return rewritten(action, place, rewrite) as Action;
}

function rewritten(action: RuleAction, place: RewritePlace, rewrite: FieldRewrite): RuleAction {
  const rename = (field: string): string => rewrite.rename(place.entity, field);
  switch (action.type) {
    case "hide":
    case "show":
    case "require":
    case "lock":
      return { ...action, fields: [...new Set(action.fields.map(rename))] };
    case "set":
      return {
        ...action,
        field: rename(action.field),
        value: rewriteExpression(action.value, place, rewrite),
      };
    case "offer":
      return { ...action, field: rename(action.field) };
    case "fill":
      return rewriteFill(action, place, rewrite);
    case "narrow":
      return {
        ...action,
        field: rename(action.field),
        match: rewriteMatches(action.match, place.catalog.targetOf(place.entity, action.field) ?? "", {
          place,
          rewrite,
        }),
      };
    case "gate":
      return {
        ...action,
        field: rename(action.field),
        fields: [...new Set(action.fields.map(rename))],
      };
    case "refuse":
    case "warn":
      return action.field === undefined ? action : { ...action, field: rename(action.field) };
  }
}

/** The other side of a match is a field of `entity`, its value an expression over the form. */
export function rewriteMatches(
  matches: readonly RecordMatch[],
  entity: string,
  { place, rewrite }: { readonly place: RewritePlace; readonly rewrite: FieldRewrite },
): readonly RecordMatch[] {
  return matches.map(({ field, value }) => ({
    field: rewrite.rename(entity, field),
    value: rewriteExpression(value, place, rewrite),
  }));
}

function rewriteFill(action: FillAction, place: RewritePlace, rewrite: FieldRewrite): FillAction {
  const { entity, order, rows } = action;
  const home = rows === undefined ? place.entity : (place.catalog.targetOf(place.entity, rows) ?? "");
  return {
    ...action,
    match: rewriteMatches(action.match, entity, { place, rewrite }),
    values: action.values.map((value) => ({
      ...value,
      field: rewrite.rename(home, value.field),
      ...(value.from === undefined ? {} : { from: rewrite.rename(entity, value.from) }),
    })),
    ...(order === undefined ? {} : { order: rewrite.rename(entity, order) }),
    ...(rows === undefined ? {} : { rows: rewrite.rename(place.entity, rows) }),
  };
}
