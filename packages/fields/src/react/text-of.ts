import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import type { FieldContext, FieldType } from "../field-type.ts";

/** Text of a value, or of input that does not fit yet: that is shown exactly as it was typed. */
export function textOf(type: FieldType, value: Value, field: FieldDefinition, context: FieldContext): string {
  if (value === null) return "";
  if (typeof value === "string" && !type.parse(value, field).ok) return value;
  return type.toText(value, field, context);
}
