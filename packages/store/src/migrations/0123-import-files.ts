import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Files that come beside an import, rows on several sheets, runs that can go on, and runs of flows that leave owners alone. */
export const importFiles: Migration = {
  name: "0123-import-files",
  async up(db) {
    await sql`alter table mortise.import
      add column files jsonb,
      add column is_run boolean not null default false`.execute(db);
    await sql`alter table mortise.import_error add column sheet integer, add column head integer`.execute(db);
    await sql`alter table mortise.file add column import uuid`.execute(db);
    await sql`create index file_import on mortise.file (import) where import is not null`.execute(db);
    await sql`alter table mortise.flow_run add column keeps_owner boolean not null default false`.execute(db);
  },
};
