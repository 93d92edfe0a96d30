import {
  beginPoolPlan,
  type Cause,
  movePoolPlan,
  type PoolPlan,
  poolPlans,
  systemActor,
  takePoolPlan,
} from "@mortise/store";
import type { FlowLibrary } from "../flow-library.ts";
import type { ProcessParts } from "../parts.ts";
import { knownRules, type PooledEntity, pooledEntities, rulesInForce } from "./pooled-entities.ts";
import { recyclePool } from "./recycle-pool.ts";
import { tellLooks } from "./tell-looks.ts";

/** Records whose dates are worked out anew in one transaction. */
const ALIGNED_AT_ONCE = 2_000;
const LOOKED_AT_ONCE = 500;

/**
 * One round of all pools: dates follow rules that were published, what is due is taken back, and people hear of what
 * waits. Says how much was done, 0 when nothing is due. Any number of processes may be at it: each record is dealt with
 * once.
 */
export async function keepPools(parts: ProcessParts, library: FlowLibrary): Promise<number> {
  const entities = pooledEntities(parts);
  if (entities.length === 0) return 0;
  const plans = await poolPlans(parts.db);
  let done = 0;
  for (const pooled of entities) {
    const plan = plans.find(({ app, entity }) => app === pooled.app && entity === pooled.entity);
    done += isAligned(pooled, plan) ? await keep(parts, library, pooled) : await align(parts, pooled);
  }
  return done;
}

function isAligned({ plan }: PooledEntity, known: PoolPlan | undefined): boolean {
  return known?.plan === plan && known.done;
}

/** Looks through the next records after rules have changed; until all have been, nothing of the entity is taken back. */
async function align(parts: ProcessParts, pooled: PooledEntity): Promise<number> {
  const { app, entity, pools } = pooled;
  const cause: Cause = { type: "pool", label: "rules", skipFlows: true };
  return parts.gateway.transaction(systemActor, cause, async (transaction) => {
    await beginPoolPlan(transaction.db, pooled);
    const plan = await takePoolPlan(transaction.db, pooled);
    if (!plan) return 0;
    const { results } = await transaction.execute(
      systemActor,
      app,
      [
        {
          type: "realign",
          entity,
          after: plan.page,
          limit: ALIGNED_AT_ONCE,
          known: knownRules(pools, plan.rules),
        },
      ],
      cause,
    );
    const last = results[0]?.last ?? null;
    const isDone = last === null;
    const rules = isDone ? rulesInForce(pools, plan.rules) : plan.rules;
    await movePoolPlan(transaction.db, { app, entity, page: last, done: isDone, rules });
    return 1;
  });
}

async function keep(parts: ProcessParts, library: FlowLibrary, pooled: PooledEntity): Promise<number> {
  const { app, entity, pools } = pooled;
  const cause: Cause = { type: "pool", label: "look" };
  const over = new Set<string>();
  let done = await parts.gateway.transaction(systemActor, cause, async (transaction) => {
    const command = { type: "look", entity, limit: LOOKED_AT_ONCE } as const;
    const { results } = await transaction.execute(systemActor, app, [command], cause);
    const [outcome] = results;
    for (const pool of outcome?.over ?? []) over.add(pool);
    await tellLooks(parts, transaction, pooled, outcome?.looks ?? []);
    return outcome?.count ?? 0;
  });
  for (const pool of pools)
    if (over.has(pool.id)) done += await recyclePool(parts, library, { pooled, pool });
  return done;
}
