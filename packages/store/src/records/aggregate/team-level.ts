import { sql } from "kysely";
import { queryInvalid } from "../record-errors.ts";
import type { Sql } from "../sql-text.ts";

const MOST_LEVELS = 20;

/** Marks keys of teams above the level: they stand for themselves alone. */
const ALONE = "=";

/**
 * For each team the one that it counts for on a level of the tree: the team above it on that level, or itself, marked,
 * where it stands higher. Columns `id` and `v`.
 */
export function teamLevelSql(level: number): Sql {
  if (!Number.isInteger(level) || level < 1 || level > MOST_LEVELS) {
    throw queryInvalid({ part: "teamLevel", reason: String(level) });
  }
  return sql`with recursive tree(id, depth, v) as (
      select id, 1, case when ${level}::int = 1 then id::text else id::text || ${ALONE} end
        from mortise.team where parent is null
      union all
      select c.id, tree.depth + 1,
        case when tree.depth + 1 < ${level}::int then c.id::text || ${ALONE}
          when tree.depth + 1 = ${level}::int then c.id::text else tree.v end
        from mortise.team as c join tree on c.parent = tree.id)
    select id, v from tree`;
}

/** The team of a marked key, and whether it stands for itself alone. */
export function readTeamKey(raw: string): { readonly id: string; readonly alone: boolean } {
  return { id: raw.replace(ALONE, ""), alone: raw.endsWith(ALONE) };
}

/** The keys under which a team may have been counted. */
export function teamKeys(id: string): readonly string[] {
  return [id, `${id}${ALONE}`];
}
