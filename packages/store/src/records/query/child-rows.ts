import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { entityPermission, throughParent } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { RecordRow } from "../record-query.ts";
import { fetchLabels, type Labels } from "./labels.ts";
import { projection, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";

interface ChildRead {
  readonly scope: ReadScope;
  readonly actor: Actor;
  readonly access: RowAccess;
  /** Sub-table fields to fill. */
  readonly fields: readonly ModelField[];
}

/** Adds the child rows of each sub-table field to the records: one statement per field. */
export async function attachChildren(
  read: ChildRead,
  items: readonly RecordRow[],
): Promise<{ items: readonly RecordRow[]; labels: Labels }> {
  let filled = items;
  const labels: Record<string, string> = {};
  for (const field of items.length > 0 ? read.fields : []) {
    const model = read.access.related(field.target ?? "");
    const permission = throughParent(entityPermission(read.actor, model));
    const fields = model.values.filter((column) => accessTo(permission, column.id) !== "hidden");
    const access = { ...read.access, model, permission };
    const rows = await childRows(read.scope, access, { fields, parents: items.map((item) => item.id) });
    const byParent = Map.groupBy(rows, (row) => textAt(row, "$parent"));
    const visible = (row: DatabaseRow): RecordRow =>
      toRecordRow(row, fields, { permission, actor: read.actor });
    filled = filled.map((item) => withRows(item, field.id, (byParent.get(item.id) ?? []).map(visible)));
    const reader = { scope: read.scope, actor: read.actor, access };
    Object.assign(labels, await fetchLabels(reader, fields, rows.map(visible)));
  }
  return { items: filled, labels };
}

function withRows(item: RecordRow, field: string, rows: readonly RecordRow[]): RecordRow {
  return { ...item, [field]: rows satisfies Value };
}

/** The live child rows of some parents, in their order, with the parent's id as `$parent`. */
async function childRows(
  scope: ReadScope,
  access: RowAccess,
  { fields, parents }: { readonly fields: readonly ModelField[]; readonly parents: readonly string[] },
): Promise<readonly DatabaseRow[]> {
  const { rows } = await sql<DatabaseRow>`
    select ${projection(access, fields)}, t.parent as "$parent" from ${access.model.table} as t
    where t.parent = any(${[...parents]}::uuid[]) and t.deleted_at is null
    order by t.parent, t.position, t.id`.execute(scope.db);
  return rows;
}
