import { fieldCatalog } from "@mortise/fields";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";

/** Which of the fields shown are references of the entity to itself that make a tree of its records. */
export function treeFields(
  entity: EntityDocument,
  shown: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  return shown.filter(
    (field) => fieldCatalog.isTree?.(field) === true && fieldCatalog.targetEntity(field) === entity.id,
  );
}
