import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const TABLES = [
  `create table mortise.outside_rules (
    sole boolean primary key default true check (sole),
    hosts text[] not null,
    revision integer not null default 1,
    updated_by uuid references mortise.account on delete set null,
    updated_at timestamptz not null
  )`,
  `create table mortise.flow_secret (
    app text not null,
    id text not null,
    name text not null,
    host text not null,
    sealed text not null,
    updated_by uuid references mortise.account on delete set null,
    updated_at timestamptz not null,
    primary key (app, id)
  )`,
];

/** What flows may reach outside, as administrators allow it, and the secrets by which other systems know them. */
export const outsideSystems: Migration = {
  name: "0159-outside-systems",
  async up(db) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
