import { routes } from "@mortise/contract";
import type { Expression } from "@mortise/expression";
import { fieldType } from "@mortise/fields";
import type { FieldChoice } from "@mortise/fields/react";
import type { EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { AppModel } from "./app-model.ts";
import { choiceOf, type ChoicePlace } from "./record-choices.ts";

/**
 * The one record that a copied text means: by its title, its number, or another field that tells records apart. Undefined
 * when none has it, or more than one.
 */
export async function findByKey(
  place: ChoicePlace,
  { entity: id, text }: { readonly entity: string; readonly text: string },
): Promise<FieldChoice | undefined> {
  const entity = place.model.catalog.find("entity", id);
  if (!entity) return undefined;
  const tests = keyFields(entity, place.model).flatMap((field): readonly Expression[] => {
    const read = fieldType(field.type).fromText(text, field, place.context);
    return read.ok && typeof read.value === "string" ? [{ "==": [{ var: field.id }, read.value] }] : [];
  });
  if (tests.length === 0) return undefined;
  const page = await place.api.call(routes.queryRecords, {
    params: { app: place.model.id, entity: id },
    body: { fields: [entity.titleField], filter: { or: tests }, limit: 2 },
  });
  const [record, another] = page.items;
  if (!record || another) return undefined;
  place.labels.add(page.labels);
  return choiceOf(place, { entity, hints: [], record });
}

/** The fields that a person may read and that say which record is meant. */
function keyFields(entity: EntityDocument, { permission }: AppModel): readonly FieldDefinition[] {
  const { fields } = permission(entity.id);
  const alone = new Set(
    (entity.uniqueRules ?? []).flatMap((rule) => (rule.fields.length === 1 ? rule.fields : [])),
  );
  return entity.fields.filter((field) => {
    const type = fieldType(field.type);
    const tells =
      field.id === entity.titleField ||
      field.unique === true ||
      alone.has(field.id) ||
      type.numbering !== undefined;
    const isReadable = fields[field.id] !== "hidden" && fields[field.id] !== "masked";
    return tells && isReadable && type.kind(field) === "text";
  });
}
