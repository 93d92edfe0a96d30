import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Submissions of a public form are counted by the day and by the month, also those of all its links together. */
export const publicEntryTimes: Migration = {
  name: "0200-public-entry-times",
  async up(db) {
    await sql`create index public_entry_at on mortise.public_entry (app, form, at)`.execute(db);
  },
};
