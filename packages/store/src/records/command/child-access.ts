import { isPlainObject } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { ownRuleSql, predicateSql } from "../values/sql-of.ts";
import { entityPermission, throughParent } from "../permission/entity-permission.ts";
import { accessTo } from "../permission/field-guard.ts";
import type { RowAccess } from "../permission/row-access.ts";

/**
 * A child entity as it is reached through a field of its parent: whoever may use the field may use the rows, unless
 * a role says otherwise about single fields of the child.
 */
export function childAccess(parent: RowAccess, field: string): RowAccess {
  const model = parent.related(parent.model.need(field).target ?? "");
  return { ...parent, model, permission: throughParent(entityPermission(parent.actor, model)) };
}

/** What a writer may do with stored child rows of a record that they may write. */
export interface ChildRights {
  readonly sees: boolean;
  readonly changes: boolean;
  readonly deletes: boolean;
}

const EVERYTHING: ChildRights = { sees: true, changes: true, deletes: true };
const NOTHING: ChildRights = { sees: false, changes: false, deletes: false };

/** What the writer may do with each of some child rows: everything, unless a role says more of the child entity. */
export async function childRights(
  db: Kysely<SystemDatabase>,
  access: RowAccess,
  ids: readonly string[],
): Promise<(id: string) => ChildRights> {
  const { permission, model } = access;
  if (!permission.own || ids.length === 0) return () => EVERYTHING;
  const { rows } = await sql<{ id: string } & ChildRights>`
    select t.id, coalesce(${ownRuleSql(access)}, false) as sees,
      coalesce(${predicateSql(permission.update, access)}, false) as changes,
      coalesce(${predicateSql(permission.delete, access)}, false) as deletes
    from ${model.table} as t where t.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id) ?? NOTHING;
}

/**
 * A child row without what its writer cannot change: readers get these values with the row and send them back with it.
 * `id` is read separately.
 */
export function withoutKept({ model, permission }: RowAccess, row: unknown, person: boolean): unknown {
  if (!isPlainObject(row)) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([id]) => {
      const field = model.field(id);
      if (!field) return true;
      if (field.system) return id === "owner" || id === "team";
      if (field.type?.computed === "on-write") return false;
      if (!person) return true;
      const access = accessTo(permission, id);
      const isKept = access === "read" || access === "masked" || field.definition?.readOnly === true;
      return !isKept && field.type?.computed === undefined;
    }),
  );
}
