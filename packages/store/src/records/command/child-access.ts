import { isPlainObject } from "@mortise/kit";
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
