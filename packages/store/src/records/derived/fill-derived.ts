import { allSources, type Catalog, type FieldPlace } from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { FillTask } from "../../schema/task/structure-task.ts";
import { fillPlaces } from "../../places/fill-places.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { FieldFiller, type FillBasis } from "./fill-field.ts";
import { fieldsToFill, placeKey } from "./fields-to-fill.ts";

/** So many records are filled while a release comes into force; more are filled behind it, a few at a time. */
const FEW = 5_000;

/**
 * Works out the kept lookups, rollups and formulas that a release brings or changes, for the records that exist: one
 * statement per field, each after the fields that it uses. Answers what is left to be done in the background because
 * the records are many, or because it stands on such a field.
 */
export async function fillDerived(
  db: Kysely<SystemDatabase>,
  basis: FillBasis,
  before: Catalog | null,
): Promise<readonly FillTask[]> {
  if (!before) return [];
  const places = fieldsToFill(before, basis.catalog);
  if (places.length > 0) await fillPlaces(db, basis.catalog);
  const filler = new FieldFiller(db, basis);
  const left = new Map<string, FieldPlace>();
  const small = new Map<string, boolean>();
  for (const place of places) {
    const field = basis.catalog.field(place.entity, place.field);
    const sources = field ? allSources(basis.catalog, place.entity, field) : [];
    const mustWait = sources.some((source) => left.has(placeKey(source)));
    const isFew = small.get(place.entity) ?? (await filler.isFew(place.entity, FEW));
    small.set(place.entity, isFew);
    if (mustWait || !isFew) left.set(placeKey(place), place);
    else await filler.fillAll(place);
  }
  return [...left.values()].map(fillTask);
}

/** The task that fills a field in the background. */
export function fillTask({ entity, field }: FieldPlace): FillTask {
  return { kind: "fill", entity, field, name: `fill$${entity}$${field}` };
}
