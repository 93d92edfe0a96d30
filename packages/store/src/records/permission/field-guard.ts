import type { FieldAccess } from "@mortise/metadata";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { fieldNotAllowed, operationNotAllowed } from "../record-errors.ts";
import type { EntityPermission } from "./entity-permission.ts";

/** The access the permission gives to a field; hidden when it does not know the field. */
export function accessTo(permission: EntityPermission, field: string): FieldAccess {
  return permission.fields.get(field) ?? "hidden";
}

/** Whether the field's true value may be observed. */
export function isClear(permission: EntityPermission, field: string): boolean {
  const access = accessTo(permission, field);
  return access === "read" || access === "write";
}

/** Whether the field's true value may be observed in every record that can be read. */
export function isAlwaysClear(permission: EntityPermission, field: string): boolean {
  return isClear(permission, field) && !permission.limits.has(field);
}

/** Refuses those who may read no record of the entity at all. */
export function requireReadable({ read }: EntityPermission): void {
  if (read.kind === "none") throw operationNotAllowed({ operation: "查看 / read" });
}

/**
 * The field, when its true value may be observed by this actor. A hidden field gets the same answer whether it is
 * filtered, sorted, grouped, searched or summed; an unknown one says so.
 */
export function clearField(model: EntityModel, permission: EntityPermission, id: string): ModelField {
  const field = model.need(id);
  if (isClear(permission, id)) return field;
  throw fieldNotAllowed(
    { field: id },
    {
      details: [
        { path: id, message: { zh: "没有权限使用该字段", en: "You are not allowed to use this field" } },
      ],
    },
  );
}

/** The field, when its true value may be observed in every record: where nothing can stand for a withheld value. */
export function alwaysClearField(model: EntityModel, permission: EntityPermission, id: string): ModelField {
  const field = clearField(model, permission, id);
  if (permission.limits.has(id)) throw fieldNotAllowed({ field: id });
  return field;
}
