import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Runs may stand at several steps at once; timers and to-dos belong to one of these ways. Runs under way have one. */
export const waysOfRuns: Migration = {
  name: "0120-ways-of-runs",
  async up(db) {
    const statements = [
      `alter table mortise.flow_run
        add column tokens jsonb not null default '[]',
        add column blocks jsonb not null default '[]',
        add column serial integer not null default 1`,
      `update mortise.flow_run
        set tokens = jsonb_build_array(jsonb_build_object('id', '1', 'node', node, 'block', null, 'branch', null))
        where node is not null and status in ('running', 'waiting')`,
      `alter table mortise.timer add column token text not null default '1'`,
      `alter table mortise.timer alter column token drop default, drop constraint timer_pkey, add primary key (run, token)`,
      `alter table mortise.work_item add column token text not null default '1'`,
      `alter table mortise.work_item alter column token drop default`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
