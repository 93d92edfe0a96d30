import { variablesOf } from "@mortise/expression";
import type { Catalog, EntityGrant } from "@mortise/metadata";
import type { EntityModel } from "../model/entity-model.ts";

/** An entity whose records come into a role's sight, or leave it, with changes of another entity's records. */
export interface RowRuleUse {
  readonly entity: string;
  readonly role: string;
  /** Fields of the other entity. */
  readonly watched: ReadonlySet<string>;
}

const byCatalog = new WeakMap<Catalog, ReadonlyMap<string, readonly RowRuleUse[]>>();

/** By entity, whose sight of other entities its records decide; found once per release. */
export function rowRuleUses(
  catalog: Catalog,
  modelOf: (entity: string) => EntityModel,
): ReadonlyMap<string, readonly RowRuleUse[]> {
  const known = byCatalog.get(catalog);
  if (known) return known;
  const found = new Map<string, RowRuleUse[]>();
  for (const role of catalog.all("role")) {
    for (const { id } of catalog.all("entity")) {
      for (const [entity, watched] of watchedBy(modelOf(id), role.grants, modelOf)) {
        found.set(entity, [...(found.get(entity) ?? []), { entity: id, role: role.id, watched }]);
      }
    }
  }
  byCatalog.set(catalog, found);
  return found;
}

type Grants = Readonly<Record<string, EntityGrant>>;

/** Fields of other entities that decide which records of an entity a role reaches. */
function watchedBy(
  model: EntityModel,
  grants: Grants,
  modelOf: (entity: string) => EntityModel,
): ReadonlyMap<string, ReadonlySet<string>> {
  const watched = new Map<string, Set<string>>();
  const add = (entity: string, field: string): void => {
    if (entity === model.id) return;
    watched.set(entity, (watched.get(entity) ?? new Set(["deleted_at"])).add(field));
  };
  const grant = Object.hasOwn(grants, model.id) ? grants[model.id] : undefined;
  if (grant?.condition !== undefined && grant.condition !== null) {
    for (const path of variablesOf(grant.condition)) followPath(model, path, { add, modelOf });
  }
  if (!model.parent) return watched;
  const above = modelOf(model.parent.entity);
  const overParent = Object.hasOwn(grants, above.id) ? grants[above.id] : undefined;
  if (!overParent) return watched;
  for (const field of ["owner", "team", "created_by"]) add(above.id, field);
  const conditions = [overParent.condition, ...(overParent.fieldRules ?? []).map(({ when }) => when)];
  for (const condition of conditions) {
    if (condition === undefined || condition === null) continue;
    for (const path of variablesOf(condition)) {
      add(above.id, path.split(".")[0] ?? path);
      followPath(above, path, { add, modelOf });
    }
  }
  return watched;
}

interface Following {
  readonly add: (entity: string, field: string) => void;
  readonly modelOf: (entity: string) => EntityModel;
}

function followPath(model: EntityModel, path: string, following: Following): void {
  const [first = path, ...rest] = path.split(".");
  const field = model.field(first);
  if (!field) return;
  for (const place of model.sourcesOf(field)) following.add(place.entity, place.field);
  const isPeople = field.kind === "user" || field.kind === "team";
  if (rest.length === 0 || field.target === undefined || isPeople) return;
  following.add(field.target, rest[0] ?? "");
  followPath(following.modelOf(field.target), rest.join("."), following);
}
