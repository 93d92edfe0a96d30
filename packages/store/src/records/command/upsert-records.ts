import type { Value } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import { clearField, isAlwaysClear } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Command } from "../record-command.ts";
import { fieldUnsuitable, queryInvalid } from "../record-errors.ts";
import { quoteIdentifier } from "../../schema/names.ts";
import { uniqueKeys } from "../../schema/unique-keys.ts";
import { type Sql, typeSql } from "../sql-text.ts";
import { problemText, Problems } from "../validation/problems.ts";
import { fieldSql } from "../values/sql-of.ts";
import { accessForWrite, rowPath, type Write, type Written } from "../session/write-session.ts";
import { createRecords } from "./create-records.ts";
import { updateRecords } from "./update-records.ts";

type UpsertCommand = Extract<Command, { type: "upsert" }>;

const MOST_KEYS = 5;
/** Kinds whose columns have no simple equality. */
const NO_KEYS: ReadonlySet<string> = new Set(["rows", "files", "options", "users", "teams"]);

/**
 * Changes the records that have the keys of the rows, and creates the others. Two callers with the same key follow each
 * other, so that one creates and the other changes. Records that the actor may not see do not count as being there.
 */
export async function upsertRecords(write: Write, command: UpsertCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const keys = keyFields(access, command.keys);
  const keyed = readKeys(write, command, keys);
  await lockKeys(write, access, keyed);
  const found = await findByKeys(write, access, { keys, keyed, total: command.rows.length });
  const place = (indexes: readonly number[]): Write => ({
    ...write,
    rows: { indexes, total: command.rows.length },
  });
  const changed = [...found.keys()];
  const created = command.rows.map((_, index) => index).filter((index) => !found.has(index));
  const isKey = new Set(command.keys);
  const updates = changed.map((index) => ({
    id: found.get(index) ?? "",
    // The keys are what they were found by.
    values: Object.fromEntries(Object.entries(command.rows[index] ?? {}).filter(([id]) => !isKey.has(id))),
  }));
  const { entity } = command;
  const empty: Written = { ids: [], revisions: [], batches: [] };
  const updated =
    updates.length > 0
      ? await updateRecords(place(changed), { type: "update", entity, changes: updates })
      : empty;
  const rows = created.map((index) => command.rows[index] ?? {});
  const added =
    rows.length > 0 ? await createRecords(place(created), { type: "create", entity, rows }) : empty;
  const ids: string[] = [];
  const revisions: number[] = [];
  for (const [indexes, written] of [
    [changed, updated],
    [created, added],
  ] as const) {
    for (const [at, index] of indexes.entries()) {
      ids[index] = written.ids[at] ?? "";
      revisions[index] = written.revisions[at] ?? 1;
    }
  }
  const isCreated = new Set(created);
  return {
    ids,
    revisions,
    created: ids.map((_, index) => isCreated.has(index)),
    batches: [...updated.batches, ...added.batches],
  };
}

function keyFields(access: RowAccess, ids: readonly string[]): readonly ModelField[] {
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

/** The normalised keys of every row; rows without a key and rows that repeat one are complained about. */
function readKeys(write: Write, command: UpsertCommand, keys: readonly ModelField[]): readonly Value[][] {
  const problems = new Problems();
  const seen = new Set<string>();
  const keyed = command.rows.map((row, index) => {
    const path = rowPath(write, index, command.rows.length);
    const values = keys.map((field): Value => {
      const raw = Object.hasOwn(row, field.id) ? row[field.id] : null;
      const read = field.type && field.definition ? field.type.parse(raw, field.definition) : undefined;
      if (read && !read.ok) problems.add(`${path}${field.id}`, read.error);
      else if ((read?.value ?? null) === null) problems.add(`${path}${field.id}`, problemText.required);
      return read?.ok ? read.value : null;
    });
    const text = canonicalJson(values);
    if (seen.has(text)) problems.add(`${path}${keys[0]?.id ?? ""}`, problemText.repeated);
    seen.add(text);
    return values;
  });
  problems.refuse();
  return keyed;
}

/** In one order for all, so that two callers never wait for each other in a circle. */
async function lockKeys(write: Write, { model }: RowAccess, keyed: readonly Value[][]): Promise<void> {
  const names = keyed.map((values) => `upsert/${write.app}/${model.id}/${canonicalJson(values)}`);
  await sql`select pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(n, 0) as k from unnest(${names}::text[]) as n order by 1) as keys`.execute(
    write.session.db,
  );
}

/** Keys that make up a unique rule are compared as the rule does: whatever their case, width and spaces. */
function sameKeys(write: Write, access: RowAccess, keys: readonly ModelField[]): readonly Sql[] {
  const rule = uniqueKeys(access.model.entity, write.session.context.fieldType).find(
    ({ fields }) =>
      fields.length === keys.length && fields.every(({ id }) => keys.some((key) => key.id === id)),
  );
  const isOpen = keys.every(({ id }) => isAlwaysClear(access.permission, id));
  return keys.map((field, at) => {
    const index = rule?.fields.findIndex(({ id }) => id === field.id) ?? -1;
    const ours = rule?.expressions("t.")[index];
    const column = quoteIdentifier(field.id);
    if (ours === undefined || !isOpen) return sql`${fieldSql(access, field)} = ${sql.id("r", `k${at}`)}`;
    const theirs = ours.replace(`t.${column}`, `r.${quoteIdentifier(`k${at}`)}`);
    return sql`${sql.raw(ours)} = ${sql.raw(theirs)}`;
  });
}

async function findByKeys(
  write: Write,
  access: RowAccess,
  {
    keys,
    keyed,
    total,
  }: { readonly keys: readonly ModelField[]; readonly keyed: readonly Value[][]; readonly total: number },
): Promise<ReadonlyMap<number, string>> {
  const rows = keyed.map((values, index) => ({
    i: index,
    ...Object.fromEntries(values.map((value, at) => [`k${at}`, value])),
  }));
  const shape = keys.map((field, at) => sql`${sql.id(`k${at}`)} ${typeSql(field.columnType ?? "text")}`);
  const equal = sameKeys(write, access, keys);
  const found = await sql<{ i: number; id: string }>`
    select r.i, t.id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(i integer, ${sql.join(shape)})
      join ${access.model.table} as t on ${sql.join(equal, sql` and `)}
    where t.deleted_at is null and ${predicateSql(access.permission.read, access)}
    order by r.i, t.id`.execute(write.session.db);
  const problems = new Problems();
  const byRow = new Map<number, string>();
  for (const { i, id } of found.rows) {
    if (byRow.has(i)) problems.add(`${rowPath(write, i, total)}${keys[0]?.id ?? ""}`, problemText.ambiguous);
    byRow.set(i, id);
  }
  problems.refuse();
  return byRow;
}
