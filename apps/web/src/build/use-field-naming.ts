import { fieldType } from "@mortise/fields";
import type { LocalizedText } from "@mortise/kit";
import type { DefinitionDocument, EntityDocument, FieldDefinition } from "@mortise/metadata";
import { useAppModel } from "../app/app-model.ts";
import { newFieldId } from "./new-id.ts";
import { isUnnamed, suggestedName } from "./suggested-name.ts";
import { useDraft } from "./use-draft.ts";

const UNNAMED = "";

/** How a field is named: until it is published nothing refers to it, and its key may follow the name. */
export function useFieldNaming(
  entity: EntityDocument,
  field: FieldDefinition,
  onChange: (field: FieldDefinition) => void,
) {
  const { catalog: published } = useAppModel();
  const { catalog, documents } = useDraft();
  const isNew = published.field(entity.id, field.id) === undefined;
  const keyFor = (name: LocalizedText): string =>
    isNew && (name.zh || name.en) && !isUsed(documents, entity, field)
      ? newFieldId(entity, name, field)
      : field.id;
  return {
    rename: (typed: LocalizedText): void => {
      const given = suggestedName(catalog, entity, field);
      const ofType = fieldType(field.type).name;
      const name = isNew ? withoutGivenName(withoutGivenName(typed, ofType), given) : typed;
      onChange({ ...field, name, id: keyFor(name) });
    },
    /** A new field that joins records is named after what it joins, until a person names it. */
    putSettings: (settings: NonNullable<FieldDefinition["settings"]>): void => {
      const next = { ...field, settings };
      const name = suggestedName(catalog, entity, next);
      const isFree = isNew && isUnnamed(field, suggestedName(catalog, entity, field));
      onChange(isFree && name ? { ...next, name, id: keyFor(name) } : next);
    },
  };
}

/** A new field has a name before anybody gave it one; once it is named in one language the other must not keep that. */
function withoutGivenName(name: LocalizedText, given: LocalizedText | undefined): LocalizedText {
  if (name.zh !== given?.zh && name.en === given?.en) return { zh: name.zh, en: UNNAMED };
  if (name.en !== given?.en && name.zh === given?.zh) return { zh: UNNAMED, en: name.en };
  return name;
}

/** Whether anything else in the draft may name the field already: better keep its id once too often. */
function isUsed(
  documents: readonly DefinitionDocument[],
  entity: EntityDocument,
  field: FieldDefinition,
): boolean {
  const others = entity.fields.filter((each) => each !== field);
  const named = JSON.stringify(field.id);
  return [
    ...documents.filter((document) => document !== entity),
    { ...entity, fields: others, titleField: "" },
  ].some((document) => JSON.stringify(document).includes(named));
}
