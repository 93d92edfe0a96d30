import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Changes of structure that outlive the call that asked for them, and where fields live that found no room in the main table. */
export const structure: Migration = {
  name: "0010-structure",
  async up(db) {
    await sql`alter table mortise.release add column layout jsonb not null default '{}'`.execute(db);
    await sql`create table mortise.pending_release (
      app text primary key references mortise.app on delete cascade,
      base integer not null,
      documents jsonb not null,
      note text not null,
      restored_from integer,
      accepted jsonb not null,
      locale text not null,
      time_zone text not null,
      state text not null default 'preparing',
      message jsonb,
      created_at timestamptz not null default now(),
      created_by uuid
    )`.execute(db);
    await sql`create table mortise.structure_task (
      id uuid primary key,
      position bigint generated always as identity,
      app text not null references mortise.app on delete cascade,
      release integer not null,
      stage text not null,
      kind text not null,
      entity text not null,
      field text,
      name text not null,
      task jsonb not null,
      state text not null default 'waiting',
      done bigint not null default 0,
      total bigint,
      mark uuid,
      attempts integer not null default 0,
      message jsonb,
      milliseconds bigint,
      created_at timestamptz not null default now(),
      finished_at timestamptz
    )`.execute(db);
    await sql`create index structure_task_open on mortise.structure_task (stage desc, position)
      where state in ('waiting', 'running')`.execute(db);
    await sql`create index structure_task_app on mortise.structure_task (app, entity, position)`.execute(db);
    await sql`create table mortise.conversion_row (
      sequence bigint generated always as identity primary key,
      app text not null,
      task text not null,
      record uuid not null
    )`.execute(db);
    await sql`create index conversion_row_task on mortise.conversion_row (app, task, sequence)`.execute(db);
  },
};
