import type { Value } from "@mortise/expression";
import { type FieldContext, fieldType } from "@mortise/fields";
import { canonicalJson } from "@mortise/kit";
import type { AskedField } from "./open-form.ts";
import { readAnswer } from "./read-submission.ts";

/**
 * What stands in the control of a field that holds a value: what would have to be typed or chosen there to make it. Null
 * where nothing has to. A text whose unit stands behind the control comes without it.
 */
export function shownAnswer(value: Value, asked: AskedField, context: FieldContext): unknown {
  const { field, input } = asked;
  if (value === null) return null;
  if (input.kind === "select" || input.kind === "region") return lastKey(value);
  if (input.kind !== "input" && input.kind !== "textarea") return value;
  const text = fieldType(field.type).toText(value, field, context);
  if (input.kind === "textarea") return text;
  // The native control takes a T and no seconds.
  if (input.type === "datetime-local") return text.replace(" ", "T").slice(0, "2026-11-22T09:30".length);
  const { suffix = "" } = input;
  const bare = suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length).trim() : text;
  // An amount with its sign, say, would not be read with a currency behind it.
  const isRead = (typed: string): boolean => {
    const read = readAnswer(typed + suffix, asked, context);
    return read.ok && canonicalJson(read.value) === canonicalJson(value);
  };
  return isRead(bare) || typeof value !== "string" ? bare : value;
}

/** The key of a choice; of a path through a tree its end, which is what the control offers. */
function lastKey(value: Value): string {
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return String(last);
}

/** A shown answer as a page sends it back when nobody has changed it. */
export function sentBack(shown: unknown, { input }: AskedField): unknown {
  const suffix = input.kind === "input" ? (input.suffix ?? "") : "";
  return typeof shown === "string" ? shown + suffix : shown;
}
