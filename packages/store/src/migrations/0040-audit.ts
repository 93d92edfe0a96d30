import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What people did that others must be able to look up: clear values shown, records purged, the app seen as somebody else. */
export const audit: Migration = {
  name: "0040-audit",
  async up(db) {
    await sql`create table mortise.audit_entry (
      id uuid primary key,
      at timestamptz not null,
      actor uuid,
      kind text not null,
      app text,
      entity text,
      record uuid,
      details jsonb not null default '{}'
    )`.execute(db);
    await sql`create index audit_entry_newest on mortise.audit_entry (at desc, id desc)`.execute(db);
  },
};
