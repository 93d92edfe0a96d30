import type { Value } from "@mortise/expression";
import type { FieldContext } from "@mortise/fields";
import { canonicalJson, type LocalizedText, ok, type Result } from "@mortise/kit";
import type { FieldDefinition } from "@mortise/metadata";
import { Decimal } from "decimal.js";
import type { FieldTypeLookup } from "../physical-column.ts";

/** What becomes of one value. */
export type ConvertedValue =
  | { readonly kind: "kept" | "altered"; readonly value: Value }
  | { readonly kind: "failed"; readonly reason: LocalizedText };

/** Reads a stored value of one field as a value of another. */
export type ValueConverter = (value: Value, context: FieldContext) => ConvertedValue;

/**
 * Makes the converter between two definitions of a field. A value is taken as it is where the kinds agree, else by the
 * text that people see; it counts as altered when it cannot be read back: a date that lost its time, a rounded number.
 */
export function valueConverter(
  from: FieldDefinition,
  to: FieldDefinition,
  fieldType: FieldTypeLookup,
): ValueConverter {
  const isText = fieldType(from.type).kind(from) === "text";
  return (value, context) => {
    const read = readAs(value, { from, to, context, fieldType });
    if (!read.ok) return { kind: "failed", reason: read.error };
    if (isText) return { kind: "kept", value: read.value };
    const back = readAs(read.value, { from: to, to: from, context, fieldType });
    return { kind: back.ok && isEqual(back.value, value) ? "kept" : "altered", value: read.value };
  };
}

interface Reading {
  readonly from: FieldDefinition;
  readonly to: FieldDefinition;
  readonly context: FieldContext;
  readonly fieldType: FieldTypeLookup;
}

/** Values of these kinds are plain as they are stored; as people see them they carry separators and units. */
const PLAIN_KINDS: ReadonlySet<string> = new Set(["number", "date"]);

function readAs(value: Value, { from, to, context, fieldType }: Reading): Result<Value> {
  if (value === null) return ok(null);
  const [oldType, newType] = [fieldType(from.type), fieldType(to.type)];
  const [oldKind, newKind] = [oldType.kind(from), newType.kind(to)];
  if (oldKind === newKind) {
    const taken = newType.parse(value, to);
    if (taken.ok) return taken;
  }
  const isPlain = newKind === "text" && PLAIN_KINDS.has(oldKind);
  const text = isPlain ? String(value) : oldType.toText(value, from, context);
  return newType.fromText(text, to, context);
}

function isEqual(a: Value, b: Value): boolean {
  if (isNumeric(a) && isNumeric(b)) return new Decimal(a).eq(new Decimal(b));
  return canonicalJson(a) === canonicalJson(b);
}

function isNumeric(value: Value): value is string | number {
  return typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
}
