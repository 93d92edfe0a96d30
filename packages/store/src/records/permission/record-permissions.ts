import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import type { EntityPermission } from "./entity-permission.ts";
import { onRow, ranksList } from "./limit-sql.ts";
import type { RowAccess } from "./row-access.ts";

/**
 * The permission on each of some records as they are stored now. Costs no statement for actors whose rights do not
 * depend on the record.
 */
export async function recordPermissions(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  ids: readonly string[],
): Promise<(id: string) => EntityPermission> {
  const { permission } = access;
  if (permission.limits.size === 0 || ids.length === 0) return () => permission;
  const { rows } = await sql<DatabaseRow>`
    select t.id${ranksList(access)} from ${access.model.table} as t
    where t.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [textAt(row, "id"), onRow(permission, row)]));
  return (id) => byId.get(id.toLowerCase()) ?? permission;
}
