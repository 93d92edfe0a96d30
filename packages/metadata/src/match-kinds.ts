import type { ValueKind } from "@mortise/expression";

/** Kinds of values that can be compared as a whole: lists and child rows cannot. */
const COMPARED: ReadonlySet<ValueKind> = new Set([
  "text",
  "option",
  "region",
  "number",
  "boolean",
  "date",
  "datetime",
  "reference",
  "user",
  "team",
]);

/** Whether records of another entity can be matched by a field of the kind. */
export function isMatchable(kind: ValueKind): boolean {
  return COMPARED.has(kind);
}

/** Whether a field of one kind can be filled from one of another. */
export function canFill(target: ValueKind, given: ValueKind): boolean {
  return given === target || (given === "option" && target === "text");
}
