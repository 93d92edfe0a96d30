import { sql } from "kysely";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import type { RecordRight, RowDenials } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import type { EntityPermission, RowPredicate } from "./entity-permission.ts";
import { isPoolAdmin, mayClaimFrom } from "../pool/pool-members.ts";
import { poolsWhere } from "../pool/pool-reach.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { isAlwaysClear } from "./field-guard.ts";
import { predicateSql } from "./predicate-sql.ts";
import type { RowAccess } from "./row-access.ts";

/** Which rights depend on the record; the same for every record and so settled once for each permission. */
interface DependentRights {
  readonly update: boolean;
  readonly delete: boolean;
  /** One condition stands for both. */
  readonly isDeleteAsUpdate: boolean;
  readonly ownerless: boolean;
}

const settled = new WeakMap<EntityPermission, DependentRights>();

function dependentRights(access: RowAccess): DependentRights {
  const { permission } = access;
  const known = settled.get(permission);
  if (known) return known;
  const [mayUpdate, mayDelete] = [dependsOnRow(permission.update), dependsOnRow(permission.delete)];
  const made = {
    update: mayUpdate,
    delete: mayDelete,
    isDeleteAsUpdate:
      mayUpdate && mayDelete && JSON.stringify(permission.update) === JSON.stringify(permission.delete),
    ownerless: tellsOwnerless(access),
  };
  settled.set(permission, made);
  return made;
}

/** Select-list entries that tell what may be done with each record; starts with a comma unless empty. */
export function rightsList(access: RowAccess): Sql {
  const { permission } = access;
  const rights = dependentRights(access);
  const entries: Sql[] = [];
  if (rights.update) entries.push(sql`, (${predicateSql(permission.update, access)}) as "$may.update"`);
  if (rights.delete && !rights.isDeleteAsUpdate) {
    entries.push(sql`, (${predicateSql(permission.delete, access)}) as "$may.delete"`);
  }
  if (rights.ownerless) entries.push(sql`, (t.owner is null) as "$ownerless"`, ...poolRights(access));
  return sql.join(entries, sql``);
}

/** Per record, what the actor may do with other records of the entity but not with this one; read with `rightsList`. */
export function rowDenials(rows: readonly DatabaseRow[], access: RowAccess): { denied?: RowDenials } {
  const { permission } = access;
  const rights = dependentRights(access);
  const all: Record<string, readonly RecordRight[]> = {};
  let isAny = false;
  for (const row of rows) {
    const denied: RecordRight[] = [];
    const cannotUpdate = rights.update && row["$may.update"] !== true;
    if (cannotUpdate) denied.push("update");
    if (rights.delete && row[rights.isDeleteAsUpdate ? "$may.update" : "$may.delete"] !== true)
      denied.push("delete");
    if (permission.update.kind !== "none") {
      const isOwnerless = row["$ownerless"] === true;
      if (rights.ownerless && (!isOwnerless || row["$claimable"] === false)) denied.push("claim");
      if (cannotUpdate || isOwnerless) denied.push("release");
    }
    if (row["$assignable"] === false) denied.push("assign");
    if (denied.length === 0) continue;
    isAny = true;
    all[textAt(row, "id")] = denied;
  }
  return isAny ? { denied: all } : {};
}

/** Of which pools the actor may claim and assign. */
function poolRights({ model, actor }: RowAccess): readonly Sql[] {
  if (!poolRules(model)) return [];
  return [
    sql`, (t.owner is null and ${poolsWhere(model, (pool) => mayClaimFrom(actor, pool))}) as "$claimable"`,
    sql`, (t.owner is null and ${poolsWhere(model, (pool) => isPoolAdmin(actor, pool))}) as "$assignable"`,
  ];
}

function dependsOnRow({ kind }: RowPredicate): boolean {
  return kind !== "all" && kind !== "none";
}

/** Whoever may not see owners is not told either which records have none. */
function tellsOwnerless({ model, permission }: RowAccess): boolean {
  return model.entity.pool !== undefined && isAlwaysClear(permission, "owner");
}
