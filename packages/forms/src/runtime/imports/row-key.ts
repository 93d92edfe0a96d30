import { fieldType } from "@mortise/fields";
import type { Value } from "@mortise/expression";
import type { UniqueForm } from "@mortise/store";
import type { FieldDefinition } from "@mortise/metadata";

/**
 * What tells records apart by their key fields; undefined when a key field is empty. Forms say how a unique rule over
 * the fields compares them.
 */
export function rowKey(
  keys: readonly FieldDefinition[],
  values: Readonly<Record<string, Value | undefined>>,
  forms?: ReadonlyMap<string, UniqueForm>,
): string | undefined {
  const parts: string[] = [];
  for (const field of keys) {
    const value = values[field.id] ?? null;
    if (value === null) return undefined;
    const text = valueText(value);
    const form = forms?.get(field.id);
    const part = form ? form(text) : text;
    if (part === "") return undefined;
    parts.push(fieldType(field.type).kind(field) === "number" ? plainNumber(part) : part);
  }
  return parts.length < 2 ? parts[0] : JSON.stringify(parts);
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
