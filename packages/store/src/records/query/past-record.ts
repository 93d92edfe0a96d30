import type { Value } from "@mortise/expression";
import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { ModelField } from "../model/model-field.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { entityPermission, type RowPredicate, throughParent } from "../permission/entity-permission.ts";
import { accessTo } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { recordNotFound } from "../record-errors.ts";
import type { RecordRow, RecordView } from "../record-query.ts";
import { fetchLabels } from "./labels.ts";
import { existedSql, inThePast, pastMoment, pastSql, presentList, unknownThen } from "./past-rows.ts";
import { projection, toRecordRow } from "./projection.ts";
import type { ReadScope } from "./read-scope.ts";

const ALL_ROWS: RowPredicate = { kind: "all" };

/** One record with its child rows as they were at a moment, under the permission of now. */
export async function readPastRecord(
  scope: ReadScope,
  actor: Actor,
  target: { readonly app: string; readonly entity: string; readonly id: string; readonly asOf: string },
): Promise<RecordView> {
  const today = accessRows(scope.context, actor, target);
  if (!isId(target.id)) throw recordNotFound();
  const at = pastMoment(target.asOf, today.now);
  const access: RowAccess = { ...today, permission: inThePast(today.permission), past: { at } };
  const lost = unknownThen(access.model);
  const fields = access.model.values.filter(
    ({ id }) => !lost.has(id) && accessTo(access.permission, id) !== "hidden",
  );
  const own = sql`and h.record = ${target.id}::uuid`;
  const { rows } = await sql<DatabaseRow>`
    with ${pastSql(access, at, own)} select ${projection(fields, access)} from (
      select ${presentList(access.model)} from ${access.model.table} as t
      where t.id = ${target.id}::uuid and not exists (select 1 from changed)
        and ${predicateSql(today.permission.read, today)}
      union all select * from past) as t
    where t.created_at <= ${at.toISOString()}::timestamptz`.execute(scope.db);
  const [row] = rows;
  if (!row) throw recordNotFound();
  let record = toRecordRow(row, fields, access);
  let labels = await fetchLabels({ scope, actor, access }, fields, [record]);
  for (const field of access.model.childFields) {
    if (accessTo(access.permission, field.id) === "hidden") continue;
    const below = await pastChildren(scope, access, { field, at, id: target.id });
    record = { ...record, [field.id]: below.rows satisfies Value };
    labels = { ...labels, ...below.labels };
  }
  return { record, labels };
}

/** Rows that were there then may be gone or belong to another record now; the history knows. */
async function pastChildren(
  scope: ReadScope,
  parent: RowAccess,
  { field, at, id }: { readonly field: ModelField; readonly at: Date; readonly id: string },
): Promise<{ rows: readonly RecordRow[]; labels: Readonly<Record<string, string>> }> {
  const model = parent.related(field.target ?? "");
  const permission = inThePast(throughParent(entityPermission(parent.actor, model)));
  // Whoever reaches the parent reaches its rows, as far as no role says more.
  const read = permission.own?.read ?? ALL_ROWS;
  const access: RowAccess = { ...parent, model, permission: { ...permission, read } };
  const { past: _, ...today } = access;
  const lost = unknownThen(model);
  const fields = model.values.filter(({ id }) => !lost.has(id) && accessTo(permission, id) !== "hidden");
  const family = sql`and h.record in (
    select c.id from ${model.table} c where c.parent = ${id}::uuid
    union select m.record from mortise.record_history m
      where m.at > ${at.toISOString()}::timestamptz and m.app = ${model.app} and m.entity = ${model.id}
        and m.changes -> 'parent' ->> 0 = ${id})`;
  const { rows } = await sql<DatabaseRow>`
    with ${pastSql(access, at, family)} select ${projection(fields, access)} from (
      select ${presentList(model)} from ${model.table} as t
      where t.parent = ${id}::uuid and t.id not in (select record from changed) and ${predicateSql(read, today)}
      union all select p.* from past as p where p.parent = ${id}::uuid) as t
    where ${existedSql(at)} order by t.position, t.id`.execute(scope.db);
  const shown = rows.map((row) => toRecordRow(row, fields, access));
  const reader = { scope, actor: parent.actor, access: { ...access, permission } };
  return { rows: shown, labels: await fetchLabels(reader, fields, shown) };
}
