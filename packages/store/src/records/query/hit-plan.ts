import type { SystemDatabase } from "../../system-schema.ts";
import { type Kysely, sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import { searchSql } from "./search-sql.ts";

/** `hits-first` finds the hits by the keyword index and sorts them; `in-order` walks the sort order until the page is full. */
export type HitPlan = "hits-first" | "in-order";

/** Up to so many hits are collected and sorted; beyond, a walk in sort order meets enough of them soon. */
const FEW_HITS = 5_000;

/**
 * How a keyword read should run. The planner's own choice between the two ways is often wrong by three orders of
 * magnitude, but its estimate of the number of hits is good enough to choose by; asking costs a fraction of a millisecond.
 */
export async function hitPlan(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  search: string | undefined,
): Promise<HitPlan> {
  if (search === undefined || search.trim() === "") return "in-order";
  const { rows } = await sql<{ "QUERY PLAN": unknown }>`
    explain (format json) select 1 from ${access.model.table} as t
    where t.deleted_at is null and ${searchSql(access, search)}`.execute(db);
  return estimatedRows(rows[0]?.["QUERY PLAN"]) <= FEW_HITS ? "hits-first" : "in-order";
}

interface ExplainedPlan {
  readonly Plan?: { readonly "Plan Rows"?: number };
}

function estimatedRows(plan: unknown): number {
  // The shape is PostgreSQL's documented JSON output.
  const [first] = Array.isArray(plan) ? (plan as readonly ExplainedPlan[]) : [];
  return first?.Plan?.["Plan Rows"] ?? 0;
}
