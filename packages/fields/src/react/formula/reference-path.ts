import { type EntityDocument, type FieldDefinition, shownFields } from "@mortise/metadata";
import { fieldsBehind as behindOf, MOST_STEPS } from "../../condition/condition-paths.ts";
import { foldText } from "../../text-cleaning.ts";

/** Finds the definition of an entity; the application's own. */
export type FindEntity = (id: string) => EntityDocument | undefined;

/** The fields of what a reference or a person field points at, the system's too; none for others. */
export function fieldsBehind(field: FieldDefinition, entity: FindEntity): readonly FieldDefinition[] {
  return behindOf(field, (target) => {
    const document = entity(target);
    return document ? shownFields(document) : [];
  });
}

/** The fields a path leads through, named by ids or by labels in either language; undefined when it leads nowhere. */
export function followPath(
  path: string,
  fields: readonly FieldDefinition[],
  entity: FindEntity,
): readonly FieldDefinition[] | undefined {
  const steps = path.split(".");
  if (steps.length > MOST_STEPS + 1) return undefined;
  const found: FieldDefinition[] = [];
  let known = fields;
  for (const step of steps) {
    const wanted = foldText(step);
    const field =
      known.find(({ id }) => id === step) ??
      known.find(({ id, name }) => [name.zh, name.en, id].some((text) => foldText(text) === wanted));
    if (!field) return undefined;
    found.push(field);
    known = fieldsBehind(field, entity);
  }
  return found;
}
