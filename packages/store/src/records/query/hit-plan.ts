import { sql } from "kysely";
import type { RowAccess } from "../permission/row-access.ts";
import type { Sql } from "../sql-text.ts";

/** No more hits are collected; a keyword that has more is common enough for a walk to meet its hits soon. */
export const MOST_HITS = 20_000;

/** So many of the newest rows are looked at; a keyword that more than one in fifty of them holds is common. */
const SAMPLE = 250;
const COMMON = 5;

/**
 * Whether a keyword is so common that the newest rows that hold it are met soon by walking them. The planner's own choice
 * between that and collecting all hits is often wrong by three orders of magnitude: of the beginnings of keys its
 * statistics know little. So the newest rows are asked. Whoever collects hits stops at `MOST_HITS` all the same and
 * walks instead. The keyword is given as a condition over table `t`.
 */
export function commonSql(access: RowAccess, keyword: Sql): Sql {
  return sql`(select count(*) >= ${sql.lit(COMMON)} from (
      select * from ${access.model.table} as t where t.deleted_at is null
      order by t.created_at desc, t.id desc limit ${sql.lit(SAMPLE)}) as t
    where ${keyword})`;
}
