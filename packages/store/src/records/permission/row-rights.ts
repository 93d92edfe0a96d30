import { sql } from "kysely";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import type { RecordRight, RowDenials } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import type { RowPredicate } from "./entity-permission.ts";
import { isAlwaysClear } from "./field-guard.ts";
import { predicateSql } from "./predicate-sql.ts";
import type { RowAccess } from "./row-access.ts";

/** Select-list entries that tell what may be done with each record; starts with a comma unless empty. */
export function rightsList(access: RowAccess): Sql {
  const { permission } = access;
  const entries: Sql[] = [];
  if (dependsOnRow(permission.update)) {
    entries.push(sql`, (${predicateSql(permission.update, access)}) as "$may.update"`);
  }
  if (dependsOnRow(permission.delete)) {
    entries.push(sql`, (${predicateSql(permission.delete, access)}) as "$may.delete"`);
  }
  if (tellsOwnerless(access)) entries.push(sql`, (t.owner is null) as "$ownerless"`);
  return sql.join(entries, sql``);
}

/** Per record, what the actor may do with other records of the entity but not with this one; read with `rightsList`. */
export function rowDenials(rows: readonly DatabaseRow[], access: RowAccess): { denied?: RowDenials } {
  const entries = rows.flatMap((row) => {
    const denied = denialsOf(row, access);
    return denied.length > 0 ? [[textAt(row, "id"), denied] as const] : [];
  });
  return entries.length > 0 ? { denied: Object.fromEntries(entries) } : {};
}

function denialsOf(row: DatabaseRow, access: RowAccess): readonly RecordRight[] {
  const { permission } = access;
  const denied: RecordRight[] = [];
  const cannotUpdate = dependsOnRow(permission.update) && row["$may.update"] !== true;
  if (cannotUpdate) denied.push("update");
  if (dependsOnRow(permission.delete) && row["$may.delete"] !== true) denied.push("delete");
  if (permission.update.kind === "none") return denied;
  const isOwnerless = row["$ownerless"] === true;
  if (tellsOwnerless(access) && !isOwnerless) denied.push("claim");
  if (cannotUpdate || isOwnerless) denied.push("release");
  return denied;
}

function dependsOnRow({ kind }: RowPredicate): boolean {
  return kind !== "all" && kind !== "none";
}

/** Whoever may not see owners is not told either which records have none. */
function tellsOwnerless({ model, permission }: RowAccess): boolean {
  return model.entity.pool !== undefined && isAlwaysClear(permission, "owner");
}
