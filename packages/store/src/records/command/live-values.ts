import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, textAt, type Values } from "../model/row-values.ts";
import { trustedAccess } from "../permission/row-access.ts";
import { valueList } from "../query/projection.ts";
import { accessForWrite, type Write } from "../session/write-session.ts";

const CHUNK = 2_000;
const NONE: ReadonlyMap<string, Values> = new Map();

/** What fields that stand in no column come to at this point of the transaction, by the ids of their records. */
export async function readLive(
  write: Write,
  model: EntityModel,
  { fields, ids }: { readonly fields: readonly ModelField[]; readonly ids: readonly string[] },
): Promise<ReadonlyMap<string, Values>> {
  if (fields.length === 0 || ids.length === 0) return NONE;
  const access = trustedAccess(accessForWrite({ ...write, app: model.app }, model.id));
  const values = new Map<string, Values>();
  for (let start = 0; start < ids.length; start += CHUNK) {
    const { rows } = await sql<DatabaseRow>`
      select t.id, ${valueList(fields, access)} from ${model.table} as t
      where t.id = any(${ids.slice(start, start + CHUNK)}::uuid[])`.execute(write.session.db);
    for (const row of rows) {
      const held = fields.map((field) => [field.id, fromDatabase(row[field.id], field)] as const);
      values.set(textAt(row, "id"), Object.fromEntries(held));
    }
  }
  return values;
}

/**
 * The live values of records that are about to be changed, those that a reaction compares with what they become: nothing
 * is read for others. To be called before anything is written that they are worked out from.
 */
export function liveBefore(
  write: Write,
  model: EntityModel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Values>> {
  const { reactions } = write.session.context;
  const fields = model.values.filter(
    ({ id, columnType, storage }) =>
      columnType === null &&
      storage !== "links" &&
      reactions.some(({ looksBackAt }) => looksBackAt(model.app, model.id).has(id)),
  );
  return readLive(write, model, { fields, ids });
}
