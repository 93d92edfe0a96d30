import type { Value } from "@mortise/expression";
import { canonicalJson } from "@mortise/kit";
import { sql } from "kysely";
import type { ModelField } from "../model/model-field.ts";
import type { RowAccess } from "../permission/row-access.ts";
import type { Command } from "../record-command.ts";
import { keyFields, matchKeys } from "../query/match-keys.ts";
import { problemText, Problems } from "../validation/problems.ts";
import { accessForWrite, rowPath, type Write, type Written } from "../session/write-session.ts";
import { createRecords } from "./create-records.ts";
import { updateRecords } from "./update-records.ts";

type UpsertCommand = Extract<Command, { type: "upsert" }>;

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

async function findByKeys(
  write: Write,
  access: RowAccess,
  {
    keys,
    keyed,
    total,
  }: { readonly keys: readonly ModelField[]; readonly keyed: readonly Value[][]; readonly total: number },
): Promise<ReadonlyMap<number, string>> {
  const { context, db } = write.session;
  const found = await matchKeys({ context, db }, access, { keys, rows: keyed });
  const problems = new Problems();
  const byRow = new Map<number, string>();
  for (const { i, id } of found) {
    if (byRow.has(i)) problems.add(`${rowPath(write, i, total)}${keys[0]?.id ?? ""}`, problemText.ambiguous);
    byRow.set(i, id);
  }
  problems.refuse();
  return byRow;
}
