import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { RecordChange } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { type DatabaseRow, selectList, textAt, toValues, type Values } from "../model/row-values.ts";
import { operationNotAllowed } from "../record-errors.ts";
import type { Command } from "../record-command.ts";
import { batchOf, isPerson, noteTouchedIds, type Write, type Written } from "../session/write-session.ts";
import { changedFields } from "../validation/same-value.ts";
import { poolColumns, storePoolColumns } from "./pool-columns.ts";
import { type PoolRules, poolRules } from "./pool-rules.ts";
import { keepDates } from "./settle-pool.ts";

type RealignCommand = Extract<Command, { type: "realign" }>;

/**
 * Works out for the next records what their pools know of them, since pools or rules are others now: which pool, since
 * when with its owner (from the history, where nobody kept it yet), and the dates. Facts stay facts, so a rule that was
 * switched off and on again gives the dates it gave before; what is new or stricter gives a grace.
 */
export async function realignPools(write: Write, command: RealignCommand): Promise<Written> {
  const { session, app } = write;
  const model = session.context.model(app, command.entity);
  const rules = poolRules(model);
  if (isPerson(write.actor) || !rules) throw operationNotAllowed({ operation: "公海规则调整 / realign" });
  const { after, limit } = command;
  const behind = after !== null && isId(after) ? sql`t.id > ${after}::uuid` : sql`true`;
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where t.deleted_at is null and ${behind} order by t.id limit ${limit} ${model.lockClause}`.execute(
    session.db,
  );
  const records = rows.map((row) => toValues(row, model));
  const facts = await missingFacts(write, model, rules, records);
  const known = new Set(command.known);
  const columns = poolColumns(model);
  const changes = records.flatMap((before): readonly RecordChange[] => {
    const id = textAt(before, "id");
    const next: Values = { ...before, ...facts(before) };
    const moment = { now: session.now, looksAnew: true, isKnown: (rule: string) => known.has(rule) };
    keepDates(rules, { before: { ...next }, next }, moment);
    const changed = changedFields(columns, before, next).map((field) => field.id);
    return changed.length > 0 ? [{ id, before, after: next, changed }] : [];
  });
  await storePoolColumns(write, model, { records: changes.map((change) => ({ ...change.after })), columns });
  noteTouchedIds(
    write,
    model.id,
    changes.map(({ id }) => id),
  );
  const last = records.at(-1);
  return {
    ids: [],
    revisions: [],
    batches: changes.length > 0 ? [batchOf(write, model.id, "updated", changes)] : [],
    count: records.length,
    last: records.length < limit || !last ? null : textAt(last, "id"),
  };
}

/** What nobody kept of a record before it had a pool, from what was written down of it. */
async function missingFacts(
  write: Write,
  model: EntityModel,
  rules: PoolRules,
  records: readonly Values[],
): Promise<(record: Values) => Values> {
  const isNew = (values: Values): boolean => rules.find(values["pool"]) === undefined;
  const fresh = records.filter((values) => isNew(values));
  const ids = fresh.map((values) => textAt(values, "id"));
  const since = await ownedSince(write, ids);
  const renewed = await lastFollowUps(write, model, ids);
  return (record) => {
    if (!isNew(record)) return {};
    const id = textAt(record, "id");
    const pool = rules.choose(rules.see(record, write.session.now)).document.id;
    const at = since.get(id) ?? record["created_at"] ?? null;
    const isOwned = typeof record["owner"] === "string";
    return {
      pool,
      ...(isOwned ? { held_since: record["held_since"] ?? at } : { pooled_at: record["pooled_at"] ?? at }),
      renewed_at: record["renewed_at"] ?? renewed.get(id) ?? null,
    };
  };
}

async function ownedSince(write: Write, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ record: string; at: string }>`
    select record, max(at) as at from mortise.record_history
    where record = any(${[...ids]}::uuid[]) and changes ? 'owner' group by record`.execute(write.session.db);
  return new Map(rows.map(({ record, at }) => [record, new Date(at).toISOString()]));
}

async function lastFollowUps(
  write: Write,
  model: EntityModel,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (ids.length === 0) return found;
  const sources = (poolRules(model)?.all ?? []).flatMap(({ document }) => document.renewedBy?.records ?? []);
  for (const key of new Set(sources.map(({ entity, field }) => `${entity}/${field}`))) {
    const [entity = "", field = ""] = key.split("/");
    const { context, db } = write.session;
    const source = context.model(write.app, entity);
    const { rows } = await sql<{ id: string; at: string }>`
      select ${sql.id("t", field)} as id, max(t.created_at) as at from ${source.table} as t
      where ${sql.id("t", field)} = any(${[...ids]}::uuid[]) and t.deleted_at is null group by 1`.execute(db);
    for (const { id, at } of rows) {
      const moment = new Date(at).toISOString();
      const known = found.get(id);
      if (known === undefined || known < moment) found.set(id, moment);
    }
  }
  return found;
}
