import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * By which link of a public form a submission came; those of before came by its first one. And which of its answers
 * the link had filled in for good.
 */
export const publicLinks: Migration = {
  name: "0121-public-links",
  async up(db) {
    await sql`alter table mortise.public_entry add column link text not null default ''`.execute(db);
    await sql`alter table mortise.public_submission add column locked text[] not null default '{}'`.execute(
      db,
    );
    await sql`create index public_entry_link on mortise.public_entry (app, form, link, at)`.execute(db);
  },
};
