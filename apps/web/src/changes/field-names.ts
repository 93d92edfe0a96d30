import type { FieldDefinition } from "@mortise/metadata";
import { useAppModel } from "../app/app-model.ts";
import { systemFields } from "../records/entity-fields.ts";

/** Looks up a field of an entity as the person knows it; fields of the system included. */
export function useFieldLookup(): (entity: string, field: string) => FieldDefinition | undefined {
  const { catalog } = useAppModel();
  return (entity, field) => {
    const document = catalog.find("entity", entity);
    return document && [...document.fields, ...systemFields(document)].find((each) => each.id === field);
  };
}
