import { compileRecordLogic, type RecordLogic } from "@mortise/fields";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";

/** What happens on writes of an entity's records. */
export interface EntityRules extends RecordLogic {
  /** Fields that every record must have a value in and that people fill. */
  readonly required: readonly ModelField[];
}

const compiled = new WeakMap<EntityModel, EntityRules>();

/** Defaults, formulas and rules of an entity, compiled once per release. */
export function entityRules(model: EntityModel): EntityRules {
  const known = compiled.get(model);
  if (known) return known;
  const logic = compileRecordLogic({
    entity: model.entity,
    scope: model.scope,
    fieldType: (id) => model.fields.find(({ type }) => type?.id === id)?.type,
    // What no column keeps is worked out by the database.
    isKept: ({ id }) => model.field(id)?.storage === "column",
  });
  const required = model.fields.filter(
    ({ definition, type }) => definition?.required === true && type?.computed === undefined,
  );
  const made = { ...logic, required };
  compiled.set(model, made);
  return made;
}
