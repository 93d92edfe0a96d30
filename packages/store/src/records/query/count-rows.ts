import { sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import { allOf, type Sql } from "../sql-text.ts";

/** Counting further than this is not worth a person's waiting: lists show "10,000+". */
const COUNT_CAP = 10_000;

/** A count, and whether it stopped at the cap. */
export interface RowCount {
  readonly value: number;
  readonly capped: boolean;
}

/** Counts the rows of a read as `n`, exactly or up to one more than the cap. */
export function countSql({ model }: RowAccess, conditions: readonly Sql[], mode: "capped" | "exact"): Sql {
  const from = sql`from ${model.table} as t where ${allOf(conditions)}`;
  return mode === "exact"
    ? sql`select count(*)::int as n ${from}`
    : sql`select count(*)::int as n from (select 1 ${from} limit ${sql.lit(COUNT_CAP + 1)}) as capped`;
}

/** What a count says. */
export function rowCount(n: number, mode: "capped" | "exact"): RowCount {
  const isCapped = mode === "capped" && n > COUNT_CAP;
  return { value: isCapped ? COUNT_CAP : n, capped: isCapped };
}
