import type { Value } from "@mortise/expression";
import { type FieldContext, findFieldType } from "@mortise/fields";
import { localize, type LocalizedText } from "@mortise/kit";
import { type EntityDocument, type FieldDefinition, QUOTE, UNSAID } from "@mortise/metadata";
import type { FormValues } from "../logic/form-logic.ts";

/** What texts of a template are said with. */
export interface PrintWords {
  readonly entity: EntityDocument;
  readonly values: FormValues;
  readonly context: FieldContext;
}

/** A text of a template with the record's values in it; what the reader may not see, or is empty, is a dash. */
export function printedText(text: LocalizedText | undefined, words: PrintWords): string {
  if (!text) return "";
  return localize(text, words.context.locale).replace(QUOTE, (_quote, id: string) => {
    const field = words.entity.fields.find((each) => each.id === id);
    return (field && printedValue(field, words.values[id], words.context)) || UNSAID;
  });
}

/** A value as it is printed: as people see it, or what a mask leaves of it. */
export function printedValue(field: FieldDefinition, value: unknown, context: FieldContext): string {
  if (value === null || value === undefined) return "";
  // What a mask leaves is text already.
  if (typeof value === "string" && value.includes("*")) return value;
  // Values of records came from the gateway, which gives what the field's type understands.
  return findFieldType(field.type)?.toText(value as Value, field, context) ?? "";
}
