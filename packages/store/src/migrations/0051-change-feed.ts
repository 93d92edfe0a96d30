import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What was announced of late, for those who were away for a moment; see `ChangeFeed`. */
export const changeFeed: Migration = {
  name: "0051-change-feed",
  async up(db) {
    await sql`create table mortise.change_feed (
        sequence bigint generated always as identity primary key,
        transaction xid8 not null default pg_current_xact_id(),
        at timestamptz not null default clock_timestamp(),
        notice jsonb not null
      )`.execute(db);
    await sql`create index change_feed_transaction on mortise.change_feed (transaction)`.execute(db);
    await sql`create table mortise.change_feed_floor (
        single boolean primary key default true check (single),
        transaction xid8 not null
      )`.execute(db);
    await sql`insert into mortise.change_feed_floor (transaction) values (pg_current_xact_id())`.execute(db);
  },
};
