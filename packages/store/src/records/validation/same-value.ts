import type { Value } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import { Decimal } from "decimal.js";
import type { ModelField } from "../model/model-field.ts";

/** Whether two values of a field are the same to a person: `1` is `1.00`, an absent value is empty. */
export function sameValue(a: Value | undefined, b: Value | undefined, field: ModelField): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (left === null || right === null) return false;
  if ((field.kind === "number" || field.kind === "duration") && isScalar(left) && isScalar(right))
    return new Decimal(left).eq(new Decimal(right));
  return canonicalJson(left) === canonicalJson(right);
}

function isScalar(value: Value): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The fields with a column that differ between two records. */
export function changedFields(
  fields: readonly ModelField[],
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
): readonly ModelField[] {
  return fields.filter((field) => !sameValue(before[field.id], after[field.id], field));
}
