import type { Value } from "@mortise/expression";
import { DERIVED_POOL_FIELDS } from "@mortise/metadata";
import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { idsIn } from "../command/links.ts";
import { liveChildren } from "../command/live-children.ts";
import { lockRows } from "../command/lock-rows.ts";
import { updateRows } from "../command/store-rows.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type DatabaseRow, fromDatabase, textAt, type Values } from "../model/row-values.ts";
import { type RowAccess, trustedAccess } from "../permission/row-access.ts";
import { accessForWrite, batchOf, noteTouchedIds, type Write } from "../session/write-session.ts";
import type { Sql } from "../sql-text.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { keepDates } from "../pool/settle-pool.ts";
import { entityRules } from "../validation/entity-rules.ts";
import { changedFields } from "../validation/same-value.ts";
import { workedOutSql } from "../values/sql-of.ts";
import { type Dependent, type Dependents, dependentsOf, follows } from "./dependents.ts";

/** The kept fields to work out again, by record, of one entity. */
interface Stale {
  readonly model: EntityModel;
  readonly ids: Set<string>;
  readonly fields: Set<ModelField>;
}

/**
 * Brings the kept lookups and rollups up to date that follow what was written, and the formulas over them, until
 * nothing follows any more: set-based, in the same transaction. Answers the batches with these values in them, and
 * batches of the other records that changed. Kept values have no history and no revision of their own: they are what
 * other records say.
 */
export async function refreshDerived(
  write: Write,
  batches: readonly ChangeBatch[],
): Promise<readonly ChangeBatch[]> {
  const { context } = write.session;
  const dependents = dependentsOf(context.catalog(write.app), (entity) => context.model(write.app, entity));
  if (dependents.size === 0) return batches;
  let all = batches;
  let open = batches;
  while (open.length > 0) {
    const refreshed: ChangeBatch[] = [];
    for (const stale of (await staleRecords(write, dependents, open)).values()) {
      const records = await workOutAgain(write, stale);
      if (records.length > 0) refreshed.push(batchOf(write, stale.model.id, "updated", records));
    }
    all = merged(all, refreshed);
    open = refreshed;
  }
  return all;
}

async function staleRecords(
  write: Write,
  dependents: Dependents,
  batches: readonly ChangeBatch[],
): Promise<ReadonlyMap<string, Stale>> {
  const stale = new Map<string, Stale>();
  for (const batch of batches) {
    for (const dependent of dependents.get(batch.entity) ?? []) {
      const changes = batch.records.filter((change) => follows(dependent, change));
      if (changes.length === 0) continue;
      const { model, field } = dependent;
      const known = stale.get(model.id) ?? { model, ids: new Set<string>(), fields: new Set<ModelField>() };
      for (const id of await followers(write, dependent, changes)) known.ids.add(id);
      known.fields.add(field);
      stale.set(model.id, known);
    }
  }
  return stale;
}

async function followers(
  write: Write,
  { model, way }: Dependent,
  changes: readonly RecordChange[],
): Promise<readonly string[]> {
  const ids = changes.map(({ id }) => id);
  switch (way.by) {
    case "self":
      return ids;
    case "field":
      return changes.flatMap(({ before, after }) => [
        ...idsIn(before?.[way.field]),
        ...idsIn(after[way.field]),
      ]);
    case "reference": {
      const { rows } = await sql<{ id: string }>`
        select t.id from ${model.table} as t where ${sql.id("t", way.field.id)} = any(${ids}::uuid[])`.execute(
        write.session.db,
      );
      return rows.map(({ id }) => id);
    }
    case "links": {
      const other = way.side === "source" ? "target" : "source";
      const { rows } = await sql<{ id: string }>`
        select distinct ${sql.id("l", way.side)} as id from ${way.holder.linkTable(way.field)} as l
        where ${sql.id("l", other)} = any(${ids}::uuid[])`.execute(write.session.db);
      return rows.map(({ id }) => id);
    }
  }
}

/**
 * Locks first, in the order of ids: who waits here works out its value after the other writer has committed, and so
 * sees what that one wrote.
 */
async function workOutAgain(write: Write, { model, ids, fields }: Stale): Promise<readonly RecordChange[]> {
  if (ids.size === 0) return [];
  const locked = await lockRows(write, model, [...ids]);
  if (locked.size === 0) return [];
  const access = trustedAccess(accessForWrite(write, model.id));
  const list = [...fields];
  const { rows } = await sql<DatabaseRow>`
    select t.id, ${valueListOf(access, list)} from ${model.table} as t
    where t.id = any(${[...locked.keys()]}::uuid[])`.execute(write.session.db);
  const differing = rows.flatMap((row) => {
    const before = locked.get(textAt(row, "id"));
    if (!before) return [];
    const after: Values = { ...before };
    for (const field of list) after[field.id] = fromDatabase(row[field.id], field);
    return changedFields(list, before, after).length > 0 ? [after] : [];
  });
  return storeKept(write, model, { records: differing, fields: list, locked });
}

function valueListOf(access: RowAccess, fields: readonly ModelField[]): Sql {
  return sql.join(
    fields.map((field) => {
      const value = workedOutSql(access, field);
      return sql`${field.kind === "date" ? sql`${value}::text` : value} as ${sql.id(field.id)}`;
    }),
  );
}

interface Kept {
  readonly records: readonly Values[];
  readonly fields: readonly ModelField[];
  readonly locked: ReadonlyMap<string, Values>;
}

/** Stores what changed, with the formulas over it. */
async function storeKept(
  write: Write,
  model: EntityModel,
  { records, fields, locked }: Kept,
): Promise<readonly RecordChange[]> {
  if (records.length === 0) return [];
  const formulas = entityRules(model).formulas.map(({ field }) => model.need(field.id));
  if (formulas.length > 0) {
    const ids = records.map((values) => textAt(values, "id"));
    const children = await liveChildren(write, model, ids);
    const moment = { actor: write.actor, now: write.session.now };
    for (const values of records) {
      applyFormulas(model, values, { moment, children: children(textAt(values, "id")) });
    }
  }
  const dates = poolDates(write, model, { records, locked });
  const columns = [...new Set([...fields, ...formulas, ...dates])];
  const stored = await updateRows(write, model, { records, columns });
  const changes = [...stored].map(([id, after]): RecordChange => {
    const before = locked.get(id) ?? after;
    return { id, before, after, changed: changedFields(columns, before, after).map((field) => field.id) };
  });
  noteTouchedIds(
    write,
    model.id,
    changes.map(({ id }) => id),
  );
  return changes;
}

/** Rules of pools may look at what was worked out; answers the fields of their dates. */
function poolDates(
  write: Write,
  model: EntityModel,
  { records, locked }: Pick<Kept, "records" | "locked">,
): readonly ModelField[] {
  const rules = poolRules(model);
  if (!rules) return [];
  for (const values of records)
    keepDates(rules, { before: locked.get(textAt(values, "id")), next: values }, { now: write.session.now });
  return [...DERIVED_POOL_FIELDS, "pool_due_at"].map((id) => model.need(id));
}

/** The batches with the newest values of their records; records that are in none of them keep a batch of their own. */
function merged(batches: readonly ChangeBatch[], refreshed: readonly ChangeBatch[]): readonly ChangeBatch[] {
  let result = [...batches];
  for (const batch of refreshed) {
    const newest = new Map(batch.records.map((record) => [record.id, record]));
    const placed = new Set<string>();
    result = result.map((known) => {
      if (known.entity !== batch.entity) return known;
      const records = known.records.map((record) => {
        const now = newest.get(record.id);
        if (!now) return record;
        placed.add(record.id);
        return joined(record, now);
      });
      return { ...known, records };
    });
    const records = batch.records.filter((record) => !placed.has(record.id));
    if (records.length > 0) result.push({ ...batch, records });
  }
  return result;
}

function joined(record: RecordChange, now: RecordChange): RecordChange {
  const links: Record<string, Value> = { ...record.after };
  return {
    ...record,
    after: { ...links, ...now.after },
    changed: [...new Set([...record.changed, ...now.changed])],
  };
}
