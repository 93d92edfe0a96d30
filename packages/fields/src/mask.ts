import type { Value } from "@mortise/expression";
import type { FieldDefinition } from "@mortise/metadata";
import type { FieldContext, FieldType } from "./field-type.ts";

const HIDDEN = "*";
const STRICT = { start: 0, end: 0 };

/**
 * The text a reader with masked access sees: `138****8000`. Types without a declared mask hide everything;
 * at least one character is always hidden.
 */
export function maskedText(
  type: FieldType,
  value: Value,
  field: FieldDefinition,
  context: FieldContext,
): string {
  const text = type.toText(value, field, context);
  if (text === "") return "";
  const { prefix, body, suffix } = type.maskable?.(text) ?? { prefix: "", body: text, suffix: "" };
  const { start, end } = type.mask ?? STRICT;
  const letters = Array.from(body);
  const isShort = start + end >= letters.length;
  const from = isShort ? Math.min(1, letters.length - 1) : start;
  const to = isShort ? letters.length : letters.length - end;
  const hidden = type.mask ? HIDDEN.repeat(Math.max(1, to - from)) : HIDDEN.repeat(4);
  const head = type.mask ? letters.slice(0, from).join("") : "";
  return prefix + head + hidden + (type.mask ? letters.slice(to).join("") : "") + (type.mask ? suffix : "");
}
