import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Approvals one after the other and by share of the votes; parts that were passed on or added, and those that wait for another
 * part; copies to read. Runs remember who approved.
 */
export const partsOfApprovals: Migration = {
  name: "0125-parts-of-approvals",
  async up(db) {
    const statements = [
      `alter table mortise.work_item
        add column share integer,
        add column waits_for uuid,
        add column made_from uuid,
        add column origin text,
        drop constraint work_item_kind_check,
        drop constraint work_item_mode_check,
        drop constraint work_item_status_check,
        add constraint work_item_kind_check check (kind in ('approval', 'task', 'copy')) not valid,
        add constraint work_item_mode_check check (mode in ('any', 'all', 'sequence', 'share')) not valid,
        add constraint work_item_status_check check (status in ('open', 'later', 'done', 'cancelled', 'passed')) not valid`,
      `alter table mortise.flow_run add column approvals jsonb, add column urged_at timestamptz`,
      `create index flow_run_starter on mortise.flow_run (started_by, started_at desc) where started_by is not null`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
