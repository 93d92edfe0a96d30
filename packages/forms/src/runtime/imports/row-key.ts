import { fieldType } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";

/** What tells records apart by their key fields; undefined when a key field is empty. */
export function rowKey(
  keys: readonly FieldDefinition[],
  values: Readonly<Record<string, Value | undefined>>,
): string | undefined {
  const parts: string[] = [];
  for (const field of keys) {
    const value = values[field.id] ?? null;
    if (value === null) return undefined;
    const text = valueText(value);
    parts.push(fieldType(field.type).kind(field) === "number" ? plainNumber(text) : text);
  }
  return parts.length === 0 ? undefined : JSON.stringify(parts);
}

/** A value as text, the same for equal values; lists and objects as JSON. */
export function valueText(value: Value): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** `1.50` and `1.5` are one number. */
function plainNumber(text: string): string {
  return text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;
}
