import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Exports of lists: what was asked for, how far it is, and the file that is kept for a while. */
export const exports: Migration = {
  name: "0092-exports",
  async up(db) {
    await sql`create table mortise.export (
      id uuid primary key,
      app text not null references mortise.app on delete cascade,
      entity text not null,
      request jsonb not null,
      status text not null,
      file_name text not null,
      total integer,
      processed integer not null default 0,
      shortened integer not null default 0,
      size bigint,
      cancel_asked boolean not null default false,
      error jsonb,
      created_at timestamptz not null,
      created_by uuid not null references mortise.account on delete cascade,
      finished_at timestamptz
    )`.execute(db);
    await sql`create index export_newest on mortise.export (created_by, app, created_at desc)`.execute(db);
    await sql`create index export_status on mortise.export (status)`.execute(db);
  },
};
