import { type FieldOption, fieldType } from "@mortise/fields";
import type { Json } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";

/** The entity of that id among some documents. */
export function entityIn(documents: readonly DefinitionDocument[], id: string): EntityDocument | undefined {
  return documents.find(
    (document): document is EntityDocument => document.kind === "entity" && document.id === id,
  );
}

/** The options of a field; none when there is no field, or its type has none. */
export function optionsOf(field: FieldDefinition | undefined): readonly FieldOption[] {
  return (field && fieldType(field.type).options?.(field)) ?? [];
}

/** The entity with other options; fields for which nothing is given stay as they are. */
export function changedOptions(
  entity: EntityDocument,
  change: (field: FieldDefinition, before: readonly FieldOption[]) => readonly FieldOption[] | undefined,
): EntityDocument {
  return {
    ...entity,
    fields: entity.fields.map((field) => {
      const after = fieldType(field.type).options && change(field, optionsOf(field));
      // Options are plain JSON data.
      return after ? { ...field, settings: { ...field.settings, options: after as unknown as Json } } : field;
    }),
  };
}
