import { fieldType } from "@mortise/fields";
import { fieldItems, visibleItems } from "@mortise/forms";
import type { Catalog, EntityDocument, FieldDefinition, FormItem } from "@mortise/metadata";

const WHOLE = 12;
const HALF = 6;

/**
 * How a record is entered: by the entity's first form that is not public, else all fields in order, two to a line.
 * Fields the person may not fill are left out.
 */
export function formLayout(
  catalog: Catalog,
  entity: EntityDocument,
  fields: readonly FieldDefinition[],
): readonly FormItem[] {
  const form = catalog.all("form").find((each) => each.entity === entity.id && !each.public);
  const known = new Set(fields.map((field) => field.id));
  if (form) {
    const placed = fieldItems(form.items).map(({ field }) => field);
    return visibleItems(form.items, new Set(placed.filter((field) => !known.has(field))));
  }
  return fields.map((field) => ({
    type: "field",
    id: field.id,
    field: field.id,
    span: isWide(field) ? WHOLE : HALF,
  }));
}

/** The least that a new record needs: its name and what is required, one below the other. */
export function briefLayout(entity: EntityDocument, fields: readonly FieldDefinition[]): readonly FormItem[] {
  return fields
    .filter((field) => field.required || field.id === entity.titleField)
    .toSorted((a, b) => Number(b.id === entity.titleField) - Number(a.id === entity.titleField))
    .map((field) => ({ type: "field", id: field.id, field: field.id, span: WHOLE }));
}

function isWide(field: FieldDefinition): boolean {
  const type = fieldType(field.type);
  return type.column(field) === null || type.width > 220;
}
