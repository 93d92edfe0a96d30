import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** News that could not be told to followers, until they are or are given up. */
export const newsRetries: Migration = {
  name: "0115-news-retries",
  async up(db) {
    await sql`create table mortise.news_retry (
      id uuid primary key,
      app text not null,
      entity text not null,
      change_sets uuid[] not null,
      attempts integer not null,
      due_at timestamptz not null
    )`.execute(db);
    await sql`create index news_retry_due on mortise.news_retry (due_at)`.execute(db);
  },
};
