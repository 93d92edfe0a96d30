import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What it takes to go on with an import that was cut off, and to take back what it made besides rows. */
export const importProgress: Migration = {
  name: "0095-import-progress",
  async up(db) {
    await sql`alter table mortise.import
      add column started_by uuid references mortise.account on delete set null,
      add column attempt integer not null default 0,
      add column settled_row integer,
      add column undo_mode text,
      add column made jsonb`.execute(db);
    await sql`alter table mortise.import_error add column imported boolean not null default false`.execute(
      db,
    );
    await sql`create index import_active on mortise.import (status)
      where status in ('checking', 'running', 'undoing')`.execute(db);
  },
};
