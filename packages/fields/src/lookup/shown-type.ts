import type { FieldDefinition } from "@mortise/metadata";
import { definedField, type FieldType } from "../field-type.ts";
import { longTextField } from "../long-text/index.ts";

/** The field whose values a lookup shows; without one (a draft that names none) a text. */
export function shownField(field: FieldDefinition): FieldDefinition {
  return field.source ?? { ...field, type: longTextField.id };
}

/** The type whose rules the values of a lookup follow. */
export function shownType(field: FieldDefinition): FieldType {
  const source = field.source && definedField(field.source.type);
  // A definition that goes round in a circle would never end.
  return source ?? longTextField;
}

/** The same value without what belongs to its own place: limits, required-ness. */
export function freeField(field: FieldDefinition): FieldDefinition {
  const shown = shownField(field);
  return { ...shown, settings: { ...shown.settings, min: null, max: null, minLength: null } };
}
