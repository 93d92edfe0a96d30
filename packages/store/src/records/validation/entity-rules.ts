import { compileRecordLogic, type RecordLogic } from "@mortise/fields";
import type { EntityModel } from "../model/entity-model.ts";

const compiled = new WeakMap<EntityModel, RecordLogic>();

/** Defaults, formulas and rules of an entity, compiled once per release. */
export function entityRules(model: EntityModel): RecordLogic {
  const known = compiled.get(model);
  if (known) return known;
  const made = compileRecordLogic({
    entity: model.entity,
    scope: model.scope,
    fieldType: (id) => model.fields.find(({ type }) => type?.id === id)?.type,
    // What no column keeps is worked out by the database.
    isKept: ({ id }) => model.field(id)?.storage === "column",
  });
  compiled.set(model, made);
  return made;
}
