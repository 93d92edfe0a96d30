import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** How lists of one kind are imported, kept under a name for the next one. */
export const importMappings: Migration = {
  name: "0111-import-mappings",
  async up(db) {
    await sql`create table mortise.import_mapping (
      id uuid primary key,
      app text not null references mortise.app on delete cascade,
      entity text not null,
      name text not null,
      mapping jsonb not null,
      created_by uuid references mortise.account on delete set null,
      updated_at timestamptz not null,
      unique (app, entity, name)
    )`.execute(db);
  },
};
