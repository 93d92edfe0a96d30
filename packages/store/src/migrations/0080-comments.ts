import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Comments on records, who follows which, and how far followers have been told. */
export const comments: Migration = {
  name: "0080-comments",
  async up(db) {
    await sql`create table mortise.comment (
      id uuid primary key,
      app text not null,
      entity text not null,
      record uuid not null,
      author uuid not null,
      text text not null,
      created_at timestamptz not null,
      edited_at timestamptz
    )`.execute(db);
    await sql`create index comment_record on mortise.comment (record, id desc)`.execute(db);
    await sql`create table mortise.follow (
      account uuid not null references mortise.account (id) on delete cascade,
      record uuid not null,
      app text not null,
      entity text not null,
      following boolean not null,
      at timestamptz not null,
      primary key (account, record)
    )`.execute(db);
    await sql`create index follow_record on mortise.follow (record)`.execute(db);
    await sql`create table mortise.follow_setting (
      account uuid primary key references mortise.account (id) on delete cascade,
      owned boolean not null,
      created boolean not null,
      commented boolean not null
    )`.execute(db);
    await sql`create table mortise.follow_cursor (
      single boolean primary key default true check (single),
      transaction xid8 not null
    )`.execute(db);
    await sql`insert into mortise.follow_cursor (transaction) values (pg_current_xact_id())`.execute(db);
    await sql`alter table mortise.notification add column comment uuid`.execute(db);
    await sql`create index notification_comment on mortise.notification (comment) where comment is not null`.execute(
      db,
    );
  },
};
