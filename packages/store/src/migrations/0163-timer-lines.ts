import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Timers of one line are taken by one process at a time, so that what waited in turn goes on in turn. */
export const timerLines: Migration = {
  name: "0163-timer-lines",
  async up(db) {
    await sql`alter table mortise.timer add column line text`.execute(db);
    await sql`drop index mortise.timer_due`.execute(db);
    await sql`create index timer_due on mortise.timer (due_at, run)`.execute(db);
  },
};
