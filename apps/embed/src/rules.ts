import type { PublicFormField, PublicRule } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { type Answers, isBlank } from "./answers.ts";

/** What the rules of a form make of it while it is filled in. */
export interface RuledForm {
  readonly fields: readonly PublicFormField[];
  readonly hidden: ReadonlySet<string>;
}

/** The questions as they stand for these answers: hidden ones left out, others required or with fewer options. */
export function applyRules(
  fields: readonly PublicFormField[],
  rules: readonly PublicRule[],
  answers: Answers,
): RuledForm {
  const holding = rules.filter(({ when }) => holds(when, answers));
  const shown = new Set(holding.flatMap(({ show }) => show));
  const hidden = new Set([
    ...holding.flatMap(({ hide }) => hide),
    ...rules.flatMap(({ show }) => show).filter((field) => !shown.has(field)),
  ]);
  const required = new Set(holding.flatMap(({ require }) => require));
  return {
    hidden,
    fields: fields
      .filter(({ id }) => !hidden.has(id))
      .map((field) => {
        const offers = holding.flatMap(({ offer }) => (offer[field.id] ? [offer[field.id]] : []));
        const asked = required.has(field.id) ? { ...field, required: true } : field;
        return offers.reduce<PublicFormField>((one, left = []) => offered(one, left), asked);
      }),
  };
}

function offered(field: PublicFormField, left: readonly string[]): PublicFormField {
  const { input } = field;
  if (input.kind !== "select" && input.kind !== "multi-select") return field;
  return {
    ...field,
    input: { ...input, options: input.options.filter(({ key }) => left.includes(key)) },
  };
}

/** Whether a condition of comparisons with fixed values holds, as the server's language says. */
export function holds(condition: Expression, answers: Answers): boolean {
  if (typeof condition !== "object" || condition === null) return condition === true;
  const [operator = "", input] = Object.entries(condition)[0] ?? [];
  // The server sends only conditions of this form: an operator with a list of arguments, or with one alone.
  const items = (Array.isArray(input) ? input : [input]) as readonly Expression[];
  const [first = null, second = null] = items;
  if (operator === "and") return items.every((item) => holds(item, answers));
  if (operator === "or") return items.some((item) => holds(item, answers));
  if (operator === "!") return !holds(first, answers);
  return compare(operator, answers[variableOf(first)], second);
}

function variableOf(expression: Expression): string {
  // A variable is an object with its path; whatever else comes has none.
  const path = (expression as { readonly var?: unknown } | null)?.var;
  return typeof path === "string" ? path : "";
}

function compare(operator: string, answer: unknown, fixed: Expression): boolean {
  const value = isBlank(answer) ? null : answer;
  if (operator === "empty") return value === null;
  if (operator === "notEmpty") return value !== null;
  if (operator === "in") return Array.isArray(fixed) && fixed.some((item: Expression) => same(value, item));
  if (operator === "containsAny")
    return (
      Array.isArray(value) && Array.isArray(fixed) && fixed.some((item: Expression) => value.includes(item))
    );
  if (operator === "==") return same(value, fixed);
  if (operator === "!=") return !same(value, fixed);
  const order = orderOf(value, fixed);
  if (order === undefined) return false;
  if (operator === ">") return order > 0;
  if (operator === ">=") return order >= 0;
  return operator === "<" ? order < 0 : order <= 0;
}

/** Numbers are compared as numbers, however they were typed. */
function same(value: unknown, fixed: Expression): boolean {
  if (value === null || fixed === null) return value === fixed;
  return typeof fixed === "number" ? numberOf(value) === fixed : value === fixed;
}

/** Negative, zero or positive; undefined when the two have no order. Dates are texts that sort by time. */
function orderOf(value: unknown, fixed: Expression): number | undefined {
  if (value === null || fixed === null) return undefined;
  if (typeof fixed === "number") {
    const number = numberOf(value);
    return number === undefined ? undefined : number - fixed;
  }
  return typeof fixed === "string" && typeof value === "string"
    ? value.localeCompare(fixed, "en")
    : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = Number(String(value).replace(/[,，\s]/g, ""));
  return Number.isNaN(number) ? undefined : number;
}
