import { type Environment, recordEnvironment, type Value, type WorkPlace } from "@mortise/expression";
import { type CompiledPools, compilePools, POOL_ZONE } from "@mortise/fields";
import { DERIVED_POOL_FIELDS, POOL_FIELDS } from "@mortise/metadata";
import { regionOfIp } from "../../places/ip-regions.ts";
import { regionOfPhone } from "../../places/phone-regions.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { entityRules } from "../validation/entity-rules.ts";

/** The pools of an entity as writes meet them. */
export interface PoolRules extends CompiledPools {
  /** By which calendar their times pass. */
  place(): WorkPlace;
  /** A record as their conditions see it. */
  see(values: Readonly<Record<string, Value>>, now: Date): Environment;
  /** Formulas of the entity look at what pools write. */
  readonly feedsFormulas: boolean;
}

const known = new WeakMap<EntityModel, PoolRules | null>();

/** The pools of an entity, compiled once per release; undefined when it has none. */
export function poolRules(model: EntityModel): PoolRules | undefined {
  const found = known.get(model);
  if (found !== undefined) return found ?? undefined;
  const made = rulesOf(model);
  known.set(model, made ?? null);
  return made;
}

/** Whether a field of the entity follows from the rules of its pools: worked out again, never taken back. */
export function followsFromPools(model: EntityModel, field: string): boolean {
  return DERIVED_POOL_FIELDS.has(field) && poolRules(model) !== undefined;
}

function rulesOf(model: EntityModel): PoolRules | undefined {
  const pools = compilePools(model.catalog, model.id);
  if (!pools) return undefined;
  const place = (): WorkPlace => ({ calendar: model.calendar(), timeZone: POOL_ZONE });
  const written = new Set<string>([
    "owner",
    ...POOL_FIELDS,
    ...pools.all.flatMap(({ entry }) => entry.map(({ field }) => field)),
  ]);
  return {
    ...pools,
    place,
    see: (values, now) => recordEnvironment(values, { now, ...place(), regionOfPhone, regionOfIp }),
    feedsFormulas: entityRules(model).formulas.some(({ compiled }) =>
      compiled.variables.some((path) => written.has(path.split(".")[0] ?? path)),
    ),
  };
}
