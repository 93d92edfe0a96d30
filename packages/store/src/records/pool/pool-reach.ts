import type { PoolDocument } from "@mortise/metadata";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { allOf, type Sql, TRUE } from "../sql-text.ts";
import { isInPool } from "./pool-members.ts";
import { poolRules } from "./pool-rules.ts";

/** Which ownerless records somebody sees by the scope “pool”, as a condition on table `t`; see `RowAccess.forMany`. */
export function reachedPools({ model, actor, forMany }: RowAccess): Sql {
  const pools = (poolRules(model)?.all ?? []).map(({ document }) => document);
  if (!forMany) return notIn(pools.filter((pool) => !isInPool(actor, pool)));
  const closed = pools.filter(({ members }) => members !== undefined);
  return allOf(
    closed.map(({ id, members, admins }) => {
      const users = [...(members?.users ?? []), ...(admins?.users ?? [])];
      const teams = [...(members?.teams ?? []), ...(admins?.teams ?? [])];
      return sql`(t.pool is distinct from ${id} or who.account = any(${users}::uuid[]) or who.teams_above && ${teams}::uuid[])`;
    }),
  );
}

/** Which ownerless records somebody may claim or, as an admin of their pool, assign, as a condition on table `t`. */
export function poolsWhere(model: EntityModel, admits: (pool: PoolDocument) => boolean): Sql {
  const pools = (poolRules(model)?.all ?? []).map(({ document }) => document);
  return notIn(pools.filter((pool) => !admits(pool)));
}

function notIn(pools: readonly PoolDocument[]): Sql {
  if (pools.length === 0) return TRUE;
  const ids = pools.map(({ id }) => id);
  return sql`(t.pool is null or t.pool <> all(${ids}::text[]))`;
}
