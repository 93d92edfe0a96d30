import { sql } from "kysely";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { RecordQuery } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { filterSql } from "./condition-sql.ts";
import { reachedSql } from "./reached-sql.ts";
import { searchSql } from "./search-sql.ts";

/** What narrows a read besides paging. */
export type RowSelection = Pick<RecordQuery, "filter" | "reached" | "search" | "state">;

/**
 * All conditions of a read over table `t`: life or recycle bin, the permission predicate, the filter and the keyword.
 * Lists, counts, aggregates and searches all take their rows from here.
 */
export function rowConditions(access: RowAccess, selection: RowSelection): readonly Sql[] {
  const isDeleted = selection.state === "deleted";
  const conditions = [isDeleted ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`];
  if (access.permission.read.kind !== "all") conditions.push(predicateSql(access.permission.read, access));
  const { filter, reached, search } = selection;
  if (filter !== undefined && filter !== null) conditions.push(filterSql(filter, access));
  if (reached !== undefined) conditions.push(reachedSql(access, reached));
  if (search !== undefined && search.trim() !== "") conditions.push(searchSql(access, search));
  return conditions;
}
