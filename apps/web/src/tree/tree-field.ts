import { fieldCatalog } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";

/** The references of an entity to itself that make a tree of its records. */
export function treeFields(
  entity: EntityDocument,
  shown: readonly FieldDefinition[] = entity.fields,
): readonly FieldDefinition[] {
  return shown.filter(
    (field) => fieldCatalog.isTree?.(field) === true && fieldCatalog.targetEntity(field) === entity.id,
  );
}
