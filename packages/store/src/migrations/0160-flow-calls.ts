import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const STATEMENTS = [
  `alter table mortise.flow_run add column root uuid, add column depth integer not null default 0`,
  `create index flow_run_root on mortise.flow_run (root) where root is not null`,
  `create table mortise.flow_call (
    run uuid primary key,
    caller uuid not null,
    token text not null,
    node text not null,
    record uuid not null,
    waits text check (waits in ('answer', 'held')),
    answer jsonb,
    tells boolean not null default false
  )`,
  `create index flow_call_caller on mortise.flow_call (caller)`,
  `create index flow_call_tells on mortise.flow_call (caller) where tells`,
];

/**
 * Runs that other runs have called: who called them from which step, and what the caller has still to hear. `root` is the run at
 * which it all began, `depth` how many calls lie between.
 */
export const flowCalls: Migration = {
  name: "0160-flow-calls",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
