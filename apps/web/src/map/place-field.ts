import { fieldType } from "@mortise/fields";
import type { FieldDefinition } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";

/** Fields that say where a record stands; what is masked says it to nobody. Exact places come before regions. */
export function placeFields(
  fields: readonly FieldDefinition[],
  permission?: EntityPermission,
): readonly FieldDefinition[] {
  const fitting = fields.filter(
    (field) => fieldType(field.type).pointOf !== undefined && permission?.fields[field.id] !== "masked",
  );
  const isRegion = (field: FieldDefinition) => Number(fieldType(field.type).kind(field) === "region");
  return fitting.toSorted((a, b) => isRegion(a) - isRegion(b));
}
