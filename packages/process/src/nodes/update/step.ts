import type { Catalog } from "@mortise/metadata";
import type { StepOutcome } from "../../model/node-type.ts";
import type { StepContext } from "../../model/step-context.ts";
import { fieldNames, fieldValues } from "../field-values.ts";
import { text } from "./text.ts";

/** The entity a reference field leads to; the entity itself without a field; undefined when the field leads nowhere. */
export function referencedEntity(
  catalog: Catalog,
  entity: string,
  reference: string | undefined,
): string | undefined {
  if (reference === undefined) return entity;
  const field = catalog.field(entity, reference);
  return field && catalog.fieldTypes.targetEntity(field);
}

/** Writes the values; an empty reference is passed over and said so. */
export function stepUpdate(context: StepContext): StepOutcome {
  const { entity, record } = context.state;
  const reference = context.settings.text("reference");
  const target = referencedEntity(context.flow.catalog, entity, reference) ?? entity;
  const id = reference === undefined ? record : context.value(reference);
  if (typeof id !== "string" || context.read(target, id) === null)
    return { type: "exit", exit: "next", text: text.emptyReference };
  const values = fieldValues(context, context.settings);
  context.update(target, id, values);
  const names = fieldNames(context.wording, target, context.settings);
  return { type: "exit", exit: "next", text: { zh: `已设置${names.zh}`, en: `Set ${names.en}` } };
}
