import { sql } from "kysely";
import { quoteIdentifier } from "../../schema/names.ts";
import { ruleOfFields } from "../../schema/unique-form.ts";
import type { Actor } from "../../actor.ts";
import type { KeyQuery } from "../gateway.ts";
import type { GatewayContext } from "../model/gateway-context.ts";
import type { ModelField } from "../model/model-field.ts";
import { clearField, isAlwaysClear, requireReadable } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import { type Sql, typeSql } from "../sql-text.ts";
import { fieldSql } from "../values/sql-of.ts";
import type { ReadScope } from "./read-scope.ts";

const MOST_KEYS = 5;
/** Kinds whose columns have no simple equality. */
const NO_KEYS: ReadonlySet<string> = new Set(["rows", "files", "options", "users", "teams"]);

/** A record that has the keys of a row. */
export interface KeyMatch {
  /** Place of the row among those asked for. */
  readonly i: number;
  readonly id: string;
}

/** The fields by which records are told apart; refuses those that the actor may not see or that have no simple equality. */
export function keyFields(access: RowAccess, ids: readonly string[]): readonly ModelField[] {
  if (ids.length === 0 || ids.length > MOST_KEYS) {
    throw queryInvalid({ part: "keys", reason: `1–${MOST_KEYS}` });
  }
  return ids.map((id) => {
    const field = clearField(access.model, access.permission, id);
    if (field.system || field.columnType === null || NO_KEYS.has(field.kind)) {
      throw fieldUnsuitable({ field: id, operation: "key" });
    }
    return field;
  });
}

/** What rows are looked up by. */
export interface MatchedKeys extends Pick<KeyQuery, "rows" | "among"> {
  readonly keys: readonly ModelField[];
}

/**
 * The live records, as far as the actor may see them, that have the keys of each row; one statement for any number of
 * rows. Keys that make up a unique rule are compared as the rule does: whatever their case, width and spaces.
 */
export async function matchKeys(
  { context, db }: ReadScope,
  access: RowAccess,
  { keys, rows, among }: MatchedKeys,
): Promise<readonly KeyMatch[]> {
  if (rows.length === 0) return [];
  const list = rows.map((values, index) => ({
    i: index,
    ...Object.fromEntries(values.map((value, at) => [`k${at}`, value])),
  }));
  const shape = keys.map((field, at) => sql`${sql.id(`k${at}`)} ${typeSql(field.columnType ?? "text")}`);
  const { rows: found } = await sql<KeyMatch>`
    select r.i, t.id from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(i integer, ${sql.join(shape)})
      join ${access.model.table} as t on ${sql.join(sameKeys(context, access, keys), sql` and `)}
    where ${among ? sql`t.id = any(${among}::uuid[]) and ` : sql``}t.deleted_at is null and ${predicateSql(access.permission.read, access)}
    order by r.i, t.id`.execute(db);
  return found;
}

/** The same for readers outside a write: ids by row. */
export async function idsByKeys(
  scope: ReadScope,
  actor: Actor,
  { app, entity, keys, ...rest }: KeyQuery & { readonly app: string },
): Promise<readonly (readonly string[])[]> {
  const access = accessRows(scope.context, actor, { app, entity });
  requireReadable(access.permission);
  const ids: string[][] = rest.rows.map(() => []);
  const found = await matchKeys(scope, access, { keys: keyFields(access, keys), ...rest });
  for (const { i, id } of found) ids[i]?.push(id);
  return ids;
}

function sameKeys(
  { fieldType }: GatewayContext,
  access: RowAccess,
  keys: readonly ModelField[],
): readonly Sql[] {
  const { entity } = access.model;
  const isOpen = keys.every(({ id }) => isAlwaysClear(access.permission, id));
  const rule = isOpen
    ? ruleOfFields(
        entity,
        keys.map(({ id }) => id),
        fieldType,
      )
    : undefined;
  return keys.map((field, at) => {
    const index = rule?.fields.findIndex(({ id }) => id === field.id) ?? -1;
    const ours = rule?.expressions("t.")[index];
    const theirs = quoteIdentifier(`k${at}`);
    if (ours !== undefined)
      return sql`${sql.raw(ours)} = ${sql.raw(ours.replace(`t.${quoteIdentifier(field.id)}`, `r.${theirs}`))}`;
    const equal = sql`${fieldSql(access, field)} = r.${sql.raw(theirs)}`;
    // As the unique index has it: see uniqueIndex in schema/physical-index.ts.
    const isLong = isOpen && field.definition && field.type?.hasLongText?.(field.definition);
    return isLong ? sql`md5(${sql.id("t", field.id)}) = md5(r.${sql.raw(theirs)}) and ${equal}` : equal;
  });
}
