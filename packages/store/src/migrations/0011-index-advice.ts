import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Indexes that were built for saved views and reports, with what they cost and what they brought. */
export const indexAdvice: Migration = {
  name: "0011-index-advice",
  async up(db) {
    await sql`create table mortise.index_advice (
      app text not null references mortise.app on delete cascade,
      name text not null,
      entity text not null,
      columns jsonb not null,
      wanted_by jsonb not null,
      state text not null,
      bytes bigint,
      build_milliseconds bigint,
      milliseconds_before double precision,
      milliseconds_after double precision,
      cost_before double precision,
      cost_after double precision,
      scans bigint not null default 0,
      at timestamptz not null default now(),
      primary key (app, name)
    )`.execute(db);
  },
};
