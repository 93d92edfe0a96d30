import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Links by which people without an account look at a dashboard. Their addresses are worked out, not kept. */
export const boardLinks: Migration = {
  name: "0170-board-links",
  async up(db) {
    await sql`create table mortise.board_link (
        id uuid primary key,
        app text not null,
        dashboard text not null,
        account uuid not null references mortise.account (id) on delete cascade,
        name text not null,
        choices jsonb not null,
        password bytea,
        expires_at timestamptz,
        hosts text[] not null,
        exports boolean not null,
        created_at timestamptz not null,
        revoked_at timestamptz,
        opens bigint not null default 0,
        opened_at timestamptz
      )`.execute(db);
    await sql`create index board_link_app on mortise.board_link (app, dashboard, created_at)
      where revoked_at is null`.execute(db);
    await sql`create index board_link_account on mortise.board_link (account)`.execute(db);
  },
};
