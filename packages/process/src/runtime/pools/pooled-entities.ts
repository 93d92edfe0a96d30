import { createHash } from "node:crypto";
import { canonicalJson } from "@mortise/kit";
import { type PoolDocument, poolsOf, type RecycleRule } from "@mortise/metadata";
import type { ProcessParts } from "../parts.ts";
import { keyOfRule } from "../../model/pools/recycle-reason.ts";

/** An entity of an app with its pools, as the current release has them. */
export interface PooledEntity {
  readonly app: string;
  readonly release: number;
  readonly entity: string;
  readonly pools: readonly PoolDocument[];
  /** Everything that the dates of its records follow from, as one text. */
  readonly plan: string;
}

/** A pool that has something to take back. */
export interface OverduePool {
  readonly pooled: PooledEntity;
  readonly pool: PoolDocument;
}

/** The entities with pools of all apps. */
export function pooledEntities({ releases }: ProcessParts): readonly PooledEntity[] {
  return releases.apps().flatMap((app) => {
    const { number, catalog } = releases.current(app);
    const entities = new Set(catalog.all("pool").map(({ entity }) => entity));
    return [...entities].flatMap((entity): readonly PooledEntity[] => {
      if (!catalog.find("entity", entity)?.pool) return [];
      const pools = poolsOf(catalog.documents, entity);
      return [{ app, release: number, entity, pools, plan: planOf(pools, releases.calendar()) }];
    });
  });
}

function planOf(pools: readonly PoolDocument[], calendar: unknown): string {
  const asked = pools.map(({ id, order, takes, protection, renewedBy, recycling, alarms }) => ({
    id,
    order,
    takes,
    protection,
    renewedBy,
    recycling,
    alarms,
  }));
  // As JSON: what is undefined is not there, and holidays are lists.
  const text = canonicalJson(JSON.parse(JSON.stringify([asked, calendar])));
  return createHash("sha256").update(text).digest("base64url");
}

/** The terms of every rule by its key: of pools that are switched on, and of others as they were when they were. */
export function rulesInForce(
  pools: readonly PoolDocument[],
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const now = pools.flatMap((pool): readonly (readonly [string, string])[] =>
    (pool.recycling?.rules ?? []).flatMap((rule) => {
      const key = keyOfRule(pool, rule);
      if (pool.recycling?.enabled) return [[key, termsOf(pool, rule)]];
      const kept = before[key];
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
  return Object.fromEntries(now);
}

/** The rules that were in force before as they are now. */
export function knownRules(
  pools: readonly PoolDocument[],
  before: Readonly<Record<string, string>>,
): readonly string[] {
  return pools.flatMap((pool) =>
    (pool.recycling?.rules ?? []).flatMap((rule) => {
      const key = keyOfRule(pool, rule);
      return before[key] === termsOf(pool, rule) ? [key] : [];
    }),
  );
}

function termsOf(
  { protection }: PoolDocument,
  { id: _id, name: _name, to: _to, ...terms }: RecycleRule,
): string {
  // As JSON: what is undefined is not there.
  return canonicalJson(JSON.parse(JSON.stringify({ ...terms, protection })));
}
