import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const TABLES = [
  `create table mortise.flow_hook (
    app text not null,
    flow text not null,
    token text not null unique,
    made_at timestamptz not null,
    primary key (app, flow)
  )`,
  `create table mortise.flow_hook_call (
    id uuid primary key,
    app text not null,
    flow text not null,
    at timestamptz not null,
    peer text,
    body jsonb not null,
    record uuid,
    problem jsonb
  )`,
  `create index flow_hook_call_newest on mortise.flow_hook_call (app, flow, id desc)`,
];

/** Addresses to which other systems send what starts flows, and the last calls that came there. */
export const flowHooks: Migration = {
  name: "0151-flow-hooks",
  async up(db) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
