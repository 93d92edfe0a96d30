import { variablesOf, type Value } from "@mortise/expression";
import type { EntityModel } from "../model/entity-model.ts";
import { poolRules } from "./pool-rules.ts";

const FACTS = [
  "owner",
  "pool",
  "held_since",
  "renewed_at",
  "created_at",
  "recycle_at",
  "recycle_rule",
] as const;

const known = new WeakMap<EntityModel, readonly string[]>();

/** The fields from which it was decided that a record is taken back: the facts, and what conditions of rules look at. */
export function basisFields(model: EntityModel): readonly string[] {
  const found = known.get(model);
  if (found) return found;
  const asked = (poolRules(model)?.all ?? []).flatMap(({ document: { takes, recycling } }) => [
    ...variablesOf(takes ?? null),
    ...(recycling?.rules ?? []).flatMap(({ when, exempt }) => [
      ...variablesOf(when ?? null),
      ...variablesOf(exempt ?? null),
    ]),
  ]);
  const own = [...FACTS, ...asked].filter((id) => (model.field(id)?.columnType ?? null) !== null);
  const made = [...new Set(own)];
  known.set(model, made);
  return made;
}

/** What was known of a record when it was taken back: the same basis gives the same decision. */
export function recycleBasis(
  model: EntityModel,
  before: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(basisFields(model).map((id) => [id, before[id] ?? null]));
}
