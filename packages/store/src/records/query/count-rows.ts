import type { SystemDatabase } from "../../system-schema.ts";
import { type Kysely, sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import { allOf, type Sql } from "../sql-text.ts";

/** Counting further than this is not worth a person's waiting: lists show "10,000+". */
const COUNT_CAP = 10_000;

interface Counting {
  readonly access: RowAccess;
  readonly conditions: readonly Sql[];
  readonly mode: "capped" | "exact";
  /** The count, when a page has shown it already. */
  readonly known?: number | undefined;
}

/** Counts the rows of a read, exactly or up to the cap. */
export async function countRows(
  db: Kysely<SystemDatabase>,
  { access, conditions, mode, known }: Counting,
): Promise<{ value: number; capped: boolean }> {
  if (known !== undefined) return { value: known, capped: false };
  const from = sql`from ${access.model.table} as t where ${allOf(conditions)}`;
  const statement =
    mode === "exact"
      ? sql<{ n: number }>`select count(*)::int as n ${from}`
      : sql<{
          n: number;
        }>`select count(*)::int as n from (select 1 ${from} limit ${COUNT_CAP + 1}) as capped`;
  const { rows } = await statement.execute(db);
  const value = rows[0]?.n ?? 0;
  const isCapped = mode === "capped" && value > COUNT_CAP;
  return { value: isCapped ? COUNT_CAP : value, capped: isCapped };
}
