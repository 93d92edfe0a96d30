import { type Kysely, sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** Change-sets, the history of records, the log of stages, counters and idempotency keys. */
export const records: Migration = {
  name: "0003-records",
  async up(db) {
    await createHistory(db);
    await createStageLog(db);
    await createCounters(db);
  },
};

async function createHistory(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create table mortise.change_set (
      id uuid primary key,
      app text not null,
      actor uuid,
      actor_kind text not null,
      at timestamptz not null,
      cause text not null,
      cause_id text,
      cause_label text,
      details jsonb,
      undone_by uuid
    )`.execute(db);
  await sql`create index change_set_cause on mortise.change_set (cause_id, cause) where cause_id is not null`.execute(
    db,
  );
  await sql`create index change_set_newest on mortise.change_set (app, at desc)`.execute(db);
  await sql`create table mortise.record_history (
      sequence bigint generated always as identity primary key,
      app text not null,
      entity text not null,
      record uuid not null,
      change_set uuid not null,
      at timestamptz not null,
      type text not null,
      actor uuid,
      cause jsonb,
      revision integer not null,
      changes jsonb not null,
      note text
    )`.execute(db);
  await sql`create index record_history_record on mortise.record_history (record, at desc)`.execute(db);
  await sql`create index record_history_change_set on mortise.record_history (change_set, entity, record)`.execute(
    db,
  );
  await sql`create index record_history_claims on mortise.record_history (actor, entity, at)
      where type = 'claimed'`.execute(db);
}

async function createStageLog(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create table mortise.stage_log (
      sequence bigint generated always as identity primary key,
      app text not null,
      entity text not null,
      record uuid not null,
      field text not null,
      from_key text,
      to_key text,
      at timestamptz not null,
      actor uuid,
      change_set uuid not null,
      entered_at timestamptz,
      seconds bigint
    )`.execute(db);
  await sql`create index stage_log_record on mortise.stage_log (record, field, to_key, at desc)`.execute(db);
  await sql`create index stage_log_time on mortise.stage_log (app, entity, field, at)`.execute(db);
  await sql`create index stage_log_change_set on mortise.stage_log (change_set)`.execute(db);
}

async function createCounters(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create table mortise.counter (
      app text not null,
      entity text not null,
      field text not null,
      period text not null,
      value bigint not null,
      primary key (app, entity, field, period)
    )`.execute(db);
  await sql`create table mortise.idempotency_key (
      holder text not null,
      key text not null,
      fingerprint text not null,
      at timestamptz not null,
      result jsonb,
      primary key (holder, key)
    )`.execute(db);
  await sql`create index idempotency_key_age on mortise.idempotency_key (at)`.execute(db);
}
