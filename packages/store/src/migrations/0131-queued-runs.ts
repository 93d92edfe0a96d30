import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const STATEMENTS = [
  `alter table mortise.flow_run add column queue_key text, add column queued boolean not null default false`,
  `create index flow_run_queue on mortise.flow_run (app, flow, queue_key, started_at)
    where queue_key is not null and status in ('running', 'waiting')`,
] as const;

/** Runs of a flow that wait for each other: what they have in common, and whether their turn is still to come. */
export const queuedRuns: Migration = {
  name: "0131-queued-runs",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
