import { type JsonObject, sameText } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";

/** A field whose name is its id. */
export function aField(id: string, type: string, more: Partial<FieldDefinition> = {}): FieldDefinition {
  return { id, type, name: sameText(id), ...more };
}

/** An owned entity with a title field `name`. */
export function anEntity(
  id: string,
  fields: readonly FieldDefinition[] = [],
  more: Partial<EntityDocument> = {},
): EntityDocument {
  return {
    kind: "entity",
    id,
    version: 1,
    name: sameText(id),
    icon: "box",
    color: "blue",
    titleField: "name",
    owned: true,
    fields: [aField("name", "text"), ...fields],
    ...more,
  };
}

/** Settings of a field that points at an entity. */
export function to(entity: string): { readonly settings: JsonObject } {
  return { settings: { entity } };
}

/** An app of that id with some entities and nothing else. */
export function anApp(id: string, entities: readonly EntityDocument[]): readonly DefinitionDocument[] {
  return [
    { kind: "app", id, version: 1, name: sameText(id), icon: "app", color: "#0f766e" },
    ...entities,
    { kind: "role", id: "builder", version: 1, name: sameText("Builder"), builder: true, grants: {} },
  ];
}
