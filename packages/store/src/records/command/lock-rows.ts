import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import { lockSplitRows } from "../model/row-locks.ts";
import { type DatabaseRow, selectList, toValues, type Values, textAt } from "../model/row-values.ts";
import type { RowPredicate } from "../permission/entity-permission.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { operationNotAllowed, recordNotFound } from "../record-errors.ts";
import { ownRows } from "../session/own-rows.ts";
import type { Write } from "../session/write-session.ts";

/** Which rows a command is about, and what its actor must be allowed. */
export interface LockRequest {
  readonly ids: readonly string[];
  readonly state: "live" | "deleted";
  readonly operation: "update" | "delete";
}

const OPERATION_TEXT = { update: "修改 / update", delete: "删除 / delete" } as const;

/**
 * Locks rows in the order of their ids (so two writers of the same rows never wait for each other in a circle) and
 * gives their values. STORE_RECORD_NOT_FOUND for rows that are missing or invisible, STORE_NOT_ALLOWED for visible
 * ones that the actor may not touch; nothing is locked for long, because either undoes the write. What the transaction
 * has inserted itself is known.
 */
export async function lockForWrite(
  write: Write,
  access: RowAccess,
  request: LockRequest,
): Promise<ReadonlyMap<string, Values>> {
  const { model, permission } = access;
  const may: RowPredicate = request.operation === "delete" ? permission.delete : permission.update;
  const valid = request.ids.filter(isId).map((id) => id.toLowerCase());
  if (permission.read.kind === "all" && may.kind === "all" && valid.length === request.ids.length) {
    const own = ownRows(write, model, valid);
    const isDeleted = request.state === "deleted";
    if (own && [...own.values()].every((values) => (values["deleted_at"] !== null) === isDeleted)) return own;
  }
  await lockSplitRows(write.session.db, model, valid);
  const { rows } = await sql<DatabaseRow>`
    ${model.prepared} select ${selectList(model.columns)},
      ${predicateSql(permission.read, access)} as "$read", ${predicateSql(may, access)} as "$may"
    from ${model.table} as t
    where t.id = any(${valid}::uuid[])
      and ${request.state === "live" ? sql`t.deleted_at is null` : sql`t.deleted_at is not null`}
    order by t.id ${model.lockClause}`.execute(write.session.db);
  const visible = new Map(rows.filter((row) => row["$read"] === true).map((row) => [textAt(row, "id"), row]));
  const details = (isBad: (id: string) => boolean, zh: string, en: string) =>
    request.ids.flatMap((id, index) =>
      isBad(String(id).toLowerCase())
        ? [{ path: `${write.pathPrefix}rows.${index}`, message: { zh, en } }]
        : [],
    );
  const missing = details(
    (id) => !visible.has(id),
    "记录不存在或没有权限查看",
    "Does not exist or you may not see it",
  );
  if (missing.length > 0) throw recordNotFound({}, { details: missing });
  const refused = details((id) => visible.get(id)?.["$may"] !== true, "没有权限", "Not allowed");
  if (refused.length > 0) {
    throw operationNotAllowed({ operation: OPERATION_TEXT[request.operation] }, { details: refused });
  }
  return new Map([...visible].map(([id, row]) => [id, toValues(row, model)]));
}

/** Locks live rows for the gateway's own follow-up writes, which need no permission of their own. */
export async function lockRows(
  write: Write,
  model: EntityModel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Values>> {
  const own = ownRows(write, model, ids);
  if (own) return own;
  await lockSplitRows(write.session.db, model, ids);
  const { rows } = await sql<DatabaseRow>`
    ${model.prepared} select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${[...ids]}::uuid[]) order by t.id ${model.lockClause}`.execute(write.session.db);
  return new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
}
