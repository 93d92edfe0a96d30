import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, textAt } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { entityPermission, throughParent } from "../permission/entity-permission.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { ownRuleSql } from "../values/sql-of.ts";
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
  /** Whether a record's state hides the rows of a field; none is hidden when absent. */
  readonly hidden?: ((id: string, field: string) => boolean) | undefined;
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
    const access = { ...read.access, model, permission };
    const fields = model.values.filter((column) => accessTo(permission, column.id) !== "hidden");
    const shown = items.filter((item) => read.hidden?.(item.id, field.id) !== true);
    const parents = shown.map((item) => item.id);
    const rows = await childRows(read.scope, access, { fields, parents });
    const byParent = Map.groupBy(rows, (row) => textAt(row, "$parent"));
    const visible = (row: DatabaseRow): RecordRow =>
      toRecordRow(row, fields, { permission, actor: read.actor });
    const isShown = new Set(parents);
    filled = filled.map((item) =>
      isShown.has(item.id) ? withRows(item, field.id, (byParent.get(item.id) ?? []).map(visible)) : item,
    );
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
    select ${projection(fields, access)}, t.parent as "$parent" from ${access.model.table} as t
    where t.parent = any(${[...parents]}::uuid[]) and t.deleted_at is null and ${ownRuleSql(access)}
    order by t.parent, t.position, t.id`.execute(scope.db);
  return rows;
}
