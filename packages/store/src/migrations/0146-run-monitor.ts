import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Runs are listed by app and time, failed ones by themselves; a run that failed keeps what had woken it, so that it can be
 * set going again. Apps say how long runs that ended are kept.
 */
export const runMonitor: Migration = {
  name: "0146-run-monitor",
  async up(db) {
    const statements = [
      `alter table mortise.flow_run add column woken_by jsonb, add column undone_by uuid`,
      `create index flow_run_app on mortise.flow_run (app, started_at desc, id desc)`,
      `create index flow_run_failed on mortise.flow_run (app, flow) where status = 'failed'`,
      `create table mortise.run_retention (app text primary key, days integer not null check (days > 0))`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
