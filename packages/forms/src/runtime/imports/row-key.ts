import { createHash } from "node:crypto";
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

/** A set of keys of any length at about 40 bytes each, so that a million rows fit. */
export class KeySet {
  readonly #digests = new Set<string>();

  has(key: string): boolean {
    return this.#digests.has(digest(key));
  }

  /** True when the key was not there before. */
  add(key: string): boolean {
    const size = this.#digests.size;
    this.#digests.add(digest(key));
    return this.#digests.size > size;
  }
}

function digest(key: string): string {
  return createHash("sha1").update(key).digest().subarray(0, 12).toString("latin1");
}
