import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { isComparedText, sameFunction } from "../../schema/unique-keys.ts";
import type { OwnedRecord, SameQuery } from "../gateway.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { ModelField } from "../model/model-field.ts";
import { clearField, requireReadable } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable } from "../record-errors.ts";
import { type Sql, typeSql } from "../sql-text.ts";
import { fieldSql } from "../values/sql-of.ts";
import type { ReadScope } from "./read-scope.ts";

/** Kinds whose values can be the same in two records of different entities. */
const KINDS: ReadonlySet<string> = new Set(["text", "reference"]);
/** Rows of one statement. */
const ROWS = 1_000;

/**
 * The live records with an owner, as far as the actor may see them, that hold the same as each row in some fields, the newest
 * first; one statement for a thousand rows.
 */
export async function sameOwners(
  { context, db }: ReadScope,
  actor: Actor,
  { app, entity, fields, rows, limit }: SameQuery & { readonly app: string },
): Promise<readonly (readonly OwnedRecord[])[]> {
  const access = accessRows(context, actor, { app, entity });
  requireReadable(access.permission);
  if (!access.model.entity.owned) throw fieldUnsuitable({ field: "owner", operation: "same" });
  clearField(access.model, access.permission, "owner");
  const keys = fields.map(({ id, isDigits = false }) => ({ field: sameField(access, id), isDigits }));
  const shape = keys.map(({ field }, at) => sql`${sql.id(`k${at}`)} ${typeSql(field.columnType ?? "text")}`);
  const equal = keys.map((key, at) => equalSql(context, access, { ...key, at }));
  const found: OwnedRecord[][] = rows.map(() => []);
  for (let start = 0; start < rows.length; start += ROWS) {
    const list = rows.slice(start, start + ROWS).map((values, index) => ({
      i: start + index,
      ...Object.fromEntries(values.map((value, at) => [`k${at}`, value])),
    }));
    const { rows: page } = await sql<OwnedRecord & { readonly i: number }>`
      select r.i, f.id, f.owner from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(i integer, ${sql.join(shape)})
        cross join lateral (select t.id, t.owner from ${access.model.table} as t
          where ${sql.join(equal, sql` and `)} and t.owner is not null and t.deleted_at is null
            and ${predicateSql(access.permission.read, access)}
          order by t.id desc limit ${limit}) as f
      order by r.i, f.id desc`.execute(db);
    for (const { i, id, owner } of page) found[i]?.push({ id, owner });
  }
  return found;
}

function sameField({ model, permission }: RowAccess, id: string): ModelField {
  const field = clearField(model, permission, id);
  const isKnown = id === "id" || (!field.system && KINDS.has(field.kind) && field.seal === undefined);
  if (!isKnown || field.columnType === null) throw fieldUnsuitable({ field: id, operation: "same" });
  return field;
}

function equalSql(
  { fieldType }: GatewayContext,
  access: RowAccess,
  { field, isDigits, at }: { readonly field: ModelField; readonly isDigits: boolean; readonly at: number },
): Sql {
  const theirs = fieldSql(access, field);
  const ours = sql.id("r", `k${at}`);
  const { definition } = field;
  if (!definition || !isComparedText(definition, fieldType)) return sql`${theirs} = ${ours}`;
  const same = sql.raw(sameFunction(isDigits));
  return sql`${same}(${theirs}) = ${same}(${ours})`;
}
