import { isId } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../../actor.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { isClear } from "../permission/field-guard.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows } from "../permission/row-access.ts";

interface FileUse {
  readonly app: string;
  readonly entity: string;
  readonly record: string;
  readonly field: string;
}

/**
 * Whether an actor may have a file: whoever may see, in clear, a field of a record that holds it or did so once (its
 * history shows it), and, until a record holds it, whoever uploaded it.
 */
export async function mayReadFile(
  { context, db }: { readonly context: GatewayContext; readonly db: Kysely<SystemDatabase> },
  actor: Actor,
  file: string,
): Promise<boolean> {
  if (!isId(file) || actor.kind === "public") return false;
  if (actor.kind === "system" || actor.admin) return true;
  const { rows: uses } = await sql<FileUse>`
    select app, entity, record, field from mortise.file_use where file = ${file}::uuid`.execute(db);
  if (uses.length === 0) return isUploader(db, actor, file);
  for (const use of uses) if (await mayReadUse(context, db, { actor, use })) return true;
  return false;
}

/** Files that tokens uploaded belong to no person: any token may use them until a record holds them. */
async function isUploader(db: Kysely<SystemDatabase>, actor: Actor, file: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mortise.file where id = ${file}::uuid
      and created_by is not distinct from ${actor.userId}::uuid`.execute(db);
  return rows.length > 0;
}

async function mayReadUse(
  context: GatewayContext,
  db: Kysely<SystemDatabase>,
  { actor, use }: { readonly actor: Actor; readonly use: FileUse },
): Promise<boolean> {
  // An app, entity or field that is gone shows nothing.
  if (!isKnown(context, use)) return false;
  const access = accessRows(context, actor, use);
  if (!isClear(access.permission, use.field)) return false;
  const { rows } = await sql<DatabaseRow>`
    select t.id${ranksList(access)} from ${access.model.table} as t
    where t.id = ${use.record}::uuid and ${predicateSql(access.permission.read, access)}`.execute(db);
  const [row] = rows;
  return row !== undefined && isClear(onRow(access.permission, row), use.field);
}

function isKnown(context: GatewayContext, { app, entity, field }: FileUse): boolean {
  try {
    return context.model(app, entity).field(field) !== undefined;
  } catch {
    return false;
  }
}
