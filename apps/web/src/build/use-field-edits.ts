import type { FieldDraft } from "@mortise/fields";
import { newField, withField } from "@mortise/forms/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useState } from "react";
import { newFieldId } from "./new-id.ts";
import { suggestedName } from "./suggested-name.ts";
import { useDraft } from "./use-draft.ts";

/** The fields of an entity being edited, and which of them is open. */
export function useFieldEdits(entity: EntityDocument) {
  const { session, catalog } = useDraft();
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const putFields = (fields: readonly FieldDefinition[]) => session.put({ ...entity, fields });
  const insert = (field: FieldDefinition, at: number) => {
    putFields(entity.fields.toSpliced(at, 0, field));
    setChosen(field.id);
  };
  return {
    chosen,
    setChosen,
    putFields,
    field: entity.fields.find((each) => each.id === chosen),
    /** A new field of a type, called after it. */
    add: (type: string, at: number) => insert(newField(entity, type), at),
    /** A new field whose settings are known, called after what it joins. */
    addDraft: (draft: FieldDraft, at: number) => {
      const added = { ...newField(entity, draft.type), ...draft };
      const name = suggestedName(catalog, entity, added) ?? added.name;
      insert({ ...added, name, id: newFieldId(entity, name) }, at);
    },
    /** Puts the open field, which may have another key by now, in its own place. */
    replace: (next: FieldDefinition) => {
      const titleField = entity.titleField === chosen ? next.id : entity.titleField;
      session.put({ ...withField(entity, chosen ?? next.id, next), titleField });
      setChosen(next.id);
    },
  };
}
