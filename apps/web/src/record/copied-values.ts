import type { RecordData } from "@mortise/contract";
import { fieldCatalog, findFieldType } from "@mortise/fields";
import type { FormValues } from "@mortise/forms/react";
import { isPlainObject } from "@mortise/kit";
import type { Catalog, EntityDocument, FieldDefinition } from "@mortise/metadata";
import type { EntityPermission } from "../app/app-model.ts";
import { mayFill } from "../records/entity-fields.ts";

interface CopyOptions {
  readonly catalog: Catalog;
  /** What the person may do with records of an entity; for the copied one itself, what is left of it. */
  readonly permission: (entity: string) => EntityPermission;
}

/**
 * What a new record takes from another one: what the person sees in clear and may fill in. What tells records apart, the
 * stage they have come to, and files, which belong to one record, are left out.
 */
export function copiedValues(
  entity: EntityDocument,
  record: Readonly<Record<string, unknown>> | RecordData,
  { catalog, permission }: CopyOptions,
): FormValues {
  const allowed = permission(entity.id);
  const taken = entity.fields.filter((field) => isCopied(field) && mayFill(field, allowed));
  return Object.fromEntries(
    taken.flatMap((field) => {
      const value = copied(field, record[field.id], { catalog, permission });
      return value === null ? [] : [[field.id, value]];
    }),
    // Values of a record are those that a form holds, but for rows, which are put together here.
  ) as FormValues;
}

function isCopied(field: FieldDefinition): boolean {
  const type = findFieldType(field.type);
  if (!type || field.unique || type.logsTransitions) return false;
  const kind = type.kind(field);
  return kind !== "files" && kind !== "secret";
}

function copied(field: FieldDefinition, value: unknown, options: CopyOptions): unknown {
  if (fieldCatalog.kindOf(field) !== "rows") return value ?? null;
  const child = options.catalog.find("entity", fieldCatalog.targetEntity(field) ?? "");
  if (!child) return null;
  const rows = Array.isArray(value) ? value.filter(isPlainObject) : [];
  // Rows are new ones: without the ids of those they are made from.
  return rows.length === 0 ? null : rows.map((row) => copiedValues(child, row, options));
}
