import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { maskValue } from "../permission/mask-value.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { RecordRow } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { fieldSql } from "../values/sql-of.ts";

/** The select list of the fields a read returns, each as far as the actor may know it. */
export function projection(access: RowAccess, fields: readonly ModelField[]): Sql {
  return sql.join(
    fields
      .filter((field) => field.valueType !== null)
      .map((field) => sql`${readSql(access, field)} as ${sql.id(field.id)}`),
  );
}

function readSql(access: RowAccess, field: ModelField): Sql {
  const value = fieldSql(access, field);
  // Dates as text: the driver would make midnight of the machine's zone of them.
  return field.kind === "date" ? sql`${value}::text` : value;
}

/** A row as the actor may see it: hidden fields absent, masked ones shortened. */
export function toRecordRow(
  row: DatabaseRow,
  fields: readonly ModelField[],
  { permission, actor }: Pick<RowAccess, "permission" | "actor">,
): RecordRow {
  const record: Record<string, Value> = {};
  for (const field of fields) {
    const access = accessTo(permission, field.id);
    if (access === "hidden") continue;
    const value = fromDatabase(row[field.id], field);
    record[field.id] = access === "masked" ? maskValue(value, field, actor) : value;
  }
  // `id` and `revision` are part of every projection and readable to everyone.
  return record as RecordRow;
}
