import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Finds what happened since a moment. History is only ever added at its end, so a block index serves: it costs a write
 * next to nothing. And the persons' own change-sets.
 */
export const historyTime: Migration = {
  name: "0043-history-time",
  async up(db) {
    await sql`create index record_history_time on mortise.record_history using brin (at)
      with (pages_per_range = 16, autosummarize = on)`.execute(db);
    await sql`create index change_set_actor on mortise.change_set (actor, at desc) where actor is not null`.execute(
      db,
    );
  },
};
