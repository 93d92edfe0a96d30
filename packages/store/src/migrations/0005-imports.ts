import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Imports of lists: their state and progress, and the rows that failed. */
export const imports: Migration = {
  name: "0005-imports",
  async up(db) {
    await sql`create table mortise.import (
      id uuid primary key,
      app text not null references mortise.app on delete cascade,
      file_name text not null,
      size bigint not null,
      encoding text,
      status text not null,
      sheets jsonb not null default '[]',
      plan jsonb,
      counts jsonb,
      processed integer not null default 0,
      cancel_asked boolean not null default false,
      error jsonb,
      created_at timestamptz not null default now(),
      created_by uuid references mortise.account on delete set null
    )`.execute(db);
    await sql`create index import_newest on mortise.import (app, created_at desc)`.execute(db);
    await sql`create table mortise.import_error (
      sequence bigint generated always as identity primary key,
      import uuid not null references mortise.import on delete cascade,
      row integer not null,
      cell integer,
      label text,
      value text not null,
      message jsonb not null
    )`.execute(db);
    await sql`create index import_error_row on mortise.import_error (import, row)`.execute(db);
  },
};
