import type { PublicRule } from "@mortise/contract";
import { type Expression, variablesOf } from "@mortise/expression";
import { activeRules, fieldType, findFieldType } from "@mortise/fields";
import { isPlainObject } from "@mortise/kit";
import type { EntityDocument, RecordRule } from "@mortise/metadata";
import type { AskedField } from "./open-form.ts";

/** Kinds of answers that a page can compare as it has them. */
const COMPARABLE: ReadonlySet<string> = new Set([
  "text",
  "option",
  "options",
  "region",
  "boolean",
  "number",
  "date",
]);
const COMPARISONS: ReadonlySet<string> = new Set([
  "==",
  "!=",
  "in",
  "containsAny",
  "empty",
  "notEmpty",
  ">",
  ">=",
  "<",
  "<=",
]);

/**
 * The rules that a visitor's page follows by itself: those that look at nothing but the form's own questions. What else an
 * entity's rules look at stays on the server, which applies them all when answers come in.
 */
export function publicRules(entity: EntityDocument, asked: readonly AskedField[]): PublicRule[] {
  const questions = new Set(asked.map(({ field }) => field.id));
  const comparable = new Set(
    asked
      .filter(({ field }) => COMPARABLE.has(fieldType(field.type).kind(field)))
      .map(({ field }) => field.id),
  );
  const ruled = activeRules(entity, findFieldType).filter(
    ({ when }) => isSimple(when) && variablesOf(when).every((path) => comparable.has(path)),
  );
  return ruled.flatMap((rule) => publicRule(rule, questions) ?? []);
}

function publicRule({ when, actions }: RecordRule, questions: ReadonlySet<string>): PublicRule | undefined {
  const fields = (type: "hide" | "show" | "require"): readonly string[] =>
    actions.flatMap((action) =>
      action.type === type ? action.fields.filter((field) => questions.has(field)) : [],
    );
  const offers = actions.flatMap((action) =>
    action.type === "offer" && questions.has(action.field) ? [[action.field, action.options] as const] : [],
  );
  const rule = {
    when,
    hide: fields("hide"),
    show: fields("show"),
    require: fields("require"),
    offer: Object.fromEntries(offers),
  };
  const saysNothing = [rule.hide, rule.show, rule.require, offers].every((list) => list.length === 0);
  return saysNothing ? undefined : rule;
}

/** Comparisons of one answer with fixed values, joined by 且, 或 and 非. */
function isSimple(expression: Expression): boolean {
  if (typeof expression === "boolean") return true;
  if (!isPlainObject(expression)) return false;
  const [entry, ...others] = Object.entries(expression);
  if (!entry || others.length > 0) return false;
  const [operator, input] = entry;
  // The argument of an operator in an expression is an expression or a list of them.
  const items = (Array.isArray(input) ? input : [input]) as readonly Expression[];
  if (operator === "and" || operator === "or" || operator === "!") return items.every(isSimple);
  const [first, ...rest] = items;
  const isOfAnswer = isPlainObject(first) && typeof first["var"] === "string";
  return COMPARISONS.has(operator) && isOfAnswer && rest.every(isFixed);
}

function isFixed(expression: Expression): boolean {
  // Items of a list in an expression are expressions.
  if (Array.isArray(expression)) return (expression as readonly Expression[]).every(isFixed);
  return typeof expression !== "object" || expression === null;
}
