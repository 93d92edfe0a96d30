import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const STATEMENTS = [
  `alter table mortise.timer add column held boolean not null default false`,
  `drop index mortise.timer_due`,
  `create index timer_due on mortise.timer (due_at, run) where not held`,
];

/** Timers of runs that failed are held until the run goes on: the other ways of the run still wait for them. */
export const heldTimers: Migration = {
  name: "0161-held-timers",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
