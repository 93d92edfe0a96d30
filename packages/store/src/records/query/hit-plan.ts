import type { SystemDatabase } from "../../system-schema.ts";
import { type Kysely, sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { searchSql } from "./search-sql.ts";

/** `hits-first` finds the hits by the keyword index and sorts them; `in-order` walks the sort order until the page is full. */
export type HitPlan = "hits-first" | "in-order";

/** No more hits are collected; a keyword that has more is common enough for a walk to meet its hits soon. */
export const MOST_HITS = 20_000;

/** A keyword found in more than this share of the rows is common, whatever their number. */
const COMMON = 0.03;
const FEW_HITS = 1_000;

/**
 * How a keyword read should run. The planner's own choice between the two ways is often wrong by three orders of
 * magnitude. Its estimate of the hits comes from a sample of a hundred texts: it knows common words well and rare
 * ones not at all, so whoever collects hits stops at `MOST_HITS` and walks instead.
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
  const hits = estimatedRows(rows[0]?.["QUERY PLAN"]);
  if (hits <= FEW_HITS) return "hits-first";
  return hits > (await tableSize(db, access)) * COMMON ? "in-order" : "hits-first";
}

async function tableSize(db: Kysely<SystemDatabase>, { model }: RowAccess): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    ${PREPARED} select reltuples as size from pg_class
    where oid = to_regclass(format('%I.%I', ${`app_${model.app}`}::text, ${model.id}::text))`.execute(db);
  return Math.max(0, rows[0]?.size ?? 0);
}

interface ExplainedPlan {
  readonly Plan?: { readonly "Plan Rows"?: number };
}

function estimatedRows(plan: unknown): number {
  // The shape is PostgreSQL's documented JSON output.
  const [first] = Array.isArray(plan) ? (plan as readonly ExplainedPlan[]) : [];
  return first?.Plan?.["Plan Rows"] ?? 0;
}
