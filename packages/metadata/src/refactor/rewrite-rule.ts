import type { RecordRule, RuleAction } from "../documents/record-rule.ts";
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
    case "refuse":
    case "warn":
      return action.field === undefined ? action : { ...action, field: rename(action.field) };
  }
}
