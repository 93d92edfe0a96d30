import { type FieldContext, findFieldType } from "@mortise/fields";
import type { RecordData } from "@mortise/contract";
import type { Locale } from "@mortise/kit";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { LabelOf } from "./labels.ts";

/** What field types need to write values as text. */
export function textContext(locale: Locale, timeZone: string, label: LabelOf): FieldContext {
  return { locale, timeZone, label, find: () => undefined };
}

/** A field's value as text; empty for no value. */
export function valueText(field: FieldDefinition, record: RecordData, context: FieldContext): string {
  const value = record[field.id];
  return value === null || value === undefined
    ? ""
    : (findFieldType(field.type)?.toText(value, field, context) ?? "");
}

/** The text that stands for a record; empty when its title field is. */
export function recordTitle(entity: EntityDocument, record: RecordData, context: FieldContext): string {
  const field = entity.fields.find((each) => each.id === entity.titleField);
  return field ? valueText(field, record, context) : "";
}
