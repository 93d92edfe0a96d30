import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Uploaded files and personal views. */
export const files: Migration = {
  name: "0006-files",
  async up(db) {
    await sql`create table mortise.file (
      id uuid primary key,
      name text not null,
      size bigint not null,
      type text not null,
      created_at timestamptz not null default now(),
      created_by uuid references mortise.account on delete set null
    )`.execute(db);
    await sql`create table mortise.personal_view (
      account uuid not null references mortise.account on delete cascade,
      app text not null references mortise.app on delete cascade,
      id text not null,
      document jsonb not null,
      updated_at timestamptz not null default now(),
      primary key (account, app, id)
    )`.execute(db);
  },
};
