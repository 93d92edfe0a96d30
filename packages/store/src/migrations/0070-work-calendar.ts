import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** The company's working days by year, where they differ from those that come with the product, its hours and its fiscal year. */
export const workCalendar: Migration = {
  name: "0070-work-calendar",
  async up(db) {
    await sql`create table mortise.work_year (
      year integer primary key check (year between 1 and 9999),
      holidays text[] not null,
      workdays text[] not null,
      revision integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by uuid references mortise.account (id) on delete set null
    )`.execute(db);
    await sql`create table mortise.work_setting (
      single boolean primary key default true check (single),
      fiscal_month integer not null default 1 check (fiscal_month between 1 and 12),
      hours jsonb not null default '[["09:00", "18:00"]]',
      revision integer not null default 0
    )`.execute(db);
    await sql`insert into mortise.work_setting default values`.execute(db);
  },
};
