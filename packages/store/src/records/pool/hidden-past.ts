import { isId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";
import { isPoolAdmin } from "./pool-members.ts";
import { poolRules } from "./pool-rules.ts";

/**
 * The moment up to which the past of a record is hidden from the actor, over table `t`; null where all of it may be seen.
 * Where a pool hides history, whoever sees a record waiting does not see what was before it came into the pool, and
 * neither does its owner after that, unless it was their own before. Admins of the pool and those whose role sees every
 * record do, and once it is owned so do others who see it. Undefined when nothing is hidden from the actor at all.
 */
export function hiddenUntil({ model, actor, permission }: RowAccess): Sql | undefined {
  if (permission.read.kind === "all" || actor.kind === "system") return undefined;
  const hiding = (poolRules(model)?.all ?? [])
    .map(({ document }) => document)
    .filter((pool) => pool.giveBack?.hidesHistory === true && !isPoolAdmin(actor, pool));
  if (hiding.length === 0) return undefined;
  const me = sql`${actor.userId}::uuid`;
  return sql`(case when t.pool = any(${hiding.map(({ id }) => id)}::text[]) and (t.owner is null or t.owner = ${me})
    and t.previous_owner is not null and t.previous_owner is distinct from ${me} then t.pooled_at end)`;
}

/** Whether the actor may know what a record was at a moment, over table `t`. */
export function mayKnowOf(access: RowAccess, at: Date): Sql {
  const until = hiddenUntil(access);
  return until ? sql`coalesce(${until} < ${at.toISOString()}::timestamptz, true)` : sql`true`;
}

/** After which moment (ISO text) the actor sees what happened to a record; null when all of it, or when there is no such record. */
export async function seenSince(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  id: string,
): Promise<string | null> {
  const until = hiddenUntil(access);
  if (!until || !isId(id)) return null;
  const { rows } = await sql<{ until: string | Date | null }>`
    select ${until} as until from ${access.model.table} as t
    where t.id = ${id}::uuid and ${predicateSql(access.permission.read, access)}`.execute(db);
  const found = rows[0]?.until ?? null;
  return found === null ? null : new Date(found).toISOString();
}
