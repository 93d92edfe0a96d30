import { fieldCatalog } from "@mortise/fields";
import { withField } from "@mortise/forms/react";
import {
  childTableFor,
  documentKey,
  type DefinitionDocument,
  type EntityDocument,
  type FieldDefinition,
} from "@mortise/metadata";
import { useDraft } from "./use-draft.ts";

/** The sub-table fields among some. */
function rowFields(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  return fields.filter(
    (field) => fieldCatalog.kindOf(field) === "rows" && fieldCatalog.derivationOf?.(field) === undefined,
  );
}

/** Adds fields to the entity of a form and takes them away again; a sub-table comes and goes with the entity of its rows. */
export function useFormFields(entity: EntityDocument | undefined, isPublished: (field: string) => boolean) {
  const { session, catalog } = useDraft();
  const add = (fields: readonly FieldDefinition[], back: readonly EntityDocument[] = []): void => {
    if (!entity) return;
    const documents: DefinitionDocument[] = [];
    const rows = new Set(rowFields(fields));
    const added = fields.map((field) => {
      const target = fieldCatalog.targetEntity(field) ?? "";
      if (!rows.has(field) || catalog.find("entity", target)?.parent?.field === field.id) return field;
      const changed = new Set(documents.map(documentKey));
      const others = session.state().documents.filter((each) => !changed.has(documentKey(each)));
      const { child, roles } = childTableFor([...others, ...documents], entity, field);
      const own = back.find(({ id, parent }) => id === target && parent?.field === field.id) ?? child;
      documents.push(own, ...roles);
      return { ...field, settings: { ...field.settings, entity: own.id } };
    });
    session.putAll([{ ...entity, fields: [...entity.fields, ...added] }, ...documents]);
  };
  const remove = (fields: readonly FieldDefinition[]): readonly EntityDocument[] => {
    if (!entity) return [];
    // What a release has already is not taken back by undoing on a form.
    const gone = fields.filter(({ id }) => !isPublished(id));
    const ids = new Set(gone.map(({ id }) => id));
    session.put({ ...entity, fields: entity.fields.filter(({ id }) => !ids.has(id)) });
    return rowFields(gone).flatMap((field) => {
      const child = catalog.find("entity", fieldCatalog.targetEntity(field) ?? "");
      if (child?.parent?.field !== field.id) return [];
      void session.remove(child);
      return [child];
    });
  };
  const change = (field: FieldDefinition): void => {
    if (entity) session.put(withField(entity, field.id, field));
  };
  return { add, remove, change };
}
