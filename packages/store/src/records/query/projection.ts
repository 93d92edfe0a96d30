import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, selectList, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { RecordRow, RowLimits } from "../record-query.ts";
import type { Sql } from "../sql-text.ts";
import { valueSql } from "../values/sql-of.ts";

/** The select list of the fields a read returns, with the access to those that depends on the record. */
export function projection(fields: readonly ModelField[], access: RowAccess): Sql {
  return sql`${valueList(fields, access)}${ranksList(access)}`;
}

/** The select list of values, whatever a single record allows: for readers of `ranksList`. */
export function valueList(fields: readonly ModelField[], access: RowAccess): Sql {
  const isPlain = (field: ModelField) => field.columnType !== null && field.type?.computed !== "on-write";
  const others = fields.filter((field) => field.valueType !== null && !isPlain(field));
  const plain = fields.filter(isPlain);
  if (others.length === 0) return selectList(plain);
  return sql.join([
    ...(plain.length > 0 ? [selectList(plain)] : []),
    ...others.map((field) => sql`${readSql(access, field)} as ${sql.id(field.id)}`),
  ]);
}

function readSql(access: RowAccess, field: ModelField): Sql {
  const value = valueSql(access, field);
  // Dates as text: the driver would make midnight of the machine's zone of them.
  return field.kind === "date" ? sql`${value}::text` : value;
}

/** A row as the actor may see it: hidden fields absent, masked ones shortened. */
export function toRecordRow(
  row: DatabaseRow,
  fields: readonly ModelField[],
  { permission: most, actor }: Pick<RowAccess, "permission" | "actor">,
): RecordRow {
  const permission = onRow(most, row);
  const record: Record<string, Value> = {};
  for (const field of fields) {
    const access = accessTo(permission, field.id);
    if (access === "hidden") continue;
    const value = fromDatabase(row[field.id], field);
    record[field.id] = isShortened(access, field) ? maskValue(value, field, actor) : value;
  }
  // `id` and `revision` are part of every projection and readable to everyone.
  return record as RecordRow;
}

/** Reads many rows as the actor may see them; what does not depend on the row is settled once. */
export function rowReader(
  fields: readonly ModelField[],
  access: Pick<RowAccess, "permission" | "actor">,
): (row: DatabaseRow) => RecordRow {
  const { permission, actor } = access;
  if (permission.limits.size > 0) return (row) => toRecordRow(row, fields, access);
  const shown = fields.filter((field) => accessTo(permission, field.id) !== "hidden");
  const masked = new Set(shown.filter((field) => isShortened(accessTo(permission, field.id), field)));
  return (row) => {
    const record: Record<string, Value> = {};
    for (const field of shown) {
      const value = fromDatabase(row[field.id], field);
      record[field.id] = masked.has(field) ? maskValue(value, field, actor) : value;
    }
    // `id` and `revision` are part of every projection and readable to everyone.
    return record as RecordRow;
  };
}

/** What single records allow less than others, for screens; nothing when no right depends on the record. */
export function rowLimits(rows: readonly DatabaseRow[], { permission }: RowAccess): { limits?: RowLimits } {
  if (permission.limits.size === 0) return {};
  const entries = rows.flatMap((row) => {
    const here = onRow(permission, row);
    const less = [...permission.limits.keys()]
      .map((id) => [id, accessTo(here, id)] as const)
      .filter(([id, access]) => access !== accessTo(permission, id));
    return less.length > 0 ? [[textAt(row, "id"), Object.fromEntries(less)] as const] : [];
  });
  return entries.length > 0 ? { limits: Object.fromEntries(entries) } : {};
}
