import type { SystemDatabase } from "../../system-schema.ts";
import { type Kysely, sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import { searchSql } from "./search-sql.ts";

/** `hits-first` finds the hits by the keyword index and sorts them; `in-order` walks the sort order until the page is full. */
export type HitPlan = "hits-first" | "in-order";

/** No more hits are collected; a keyword that has more is common enough for a walk to meet its hits soon. */
export const MOST_HITS = 20_000;

/** The newest rows are looked at, which costs a millisecond; a keyword that so many of them hold is common. */
const SAMPLE = 1_000;
const COMMON = 20;

/**
 * How a keyword read should run. The planner's own choice between the two ways is often wrong by three orders of
 * magnitude: of the beginnings of keys its statistics know little. So the newest rows are asked. Whoever collects hits
 * stops at `MOST_HITS` all the same and walks instead.
 */
export async function hitPlan(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  search: string | undefined,
): Promise<HitPlan> {
  if (search === undefined || search.trim() === "") return "in-order";
  const { rows } = await sql<{ hits: number }>`
    select count(*)::int as hits from (
      select * from ${access.model.table} as t where t.deleted_at is null
      order by t.created_at desc, t.id desc limit ${SAMPLE}) as t
    where ${searchSql(access, search)}`.execute(db);
  return (rows[0]?.hits ?? 0) >= COMMON ? "in-order" : "hits-first";
}
