import { fieldType, findFieldType } from "@mortise/fields";
import type { EntityDocument, FieldDefinition, FormDocument, FormItem } from "@mortise/metadata";
import { GRID_COLUMNS } from "./pack-rows.ts";

/** Fields that need the whole width of a form: rows, files, long texts. */
export function isWideField(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  if (!type) return false;
  const kind = type.kind(field);
  return kind === "rows" || kind === "files" || type.publicInput?.(field).kind === "textarea";
}

/** Whether people fill the field in: computed values are shown on forms, never asked for. */
export function isFilledByPeople(field: FieldDefinition): boolean {
  return findFieldType(field.type) !== undefined && fieldType(field.type).computed === undefined;
}

/** The form of an entity that has none: its fields in their order, two beside each other. */
export function defaultForm(entity: EntityDocument): FormDocument {
  const items = entity.fields.map((field): FormItem => ({
    type: "field",
    id: field.id,
    field: field.id,
    span: isWideField(field) ? GRID_COLUMNS : GRID_COLUMNS / 2,
  }));
  return { kind: "form", id: entity.id, version: 1, name: entity.name, entity: entity.id, items };
}
