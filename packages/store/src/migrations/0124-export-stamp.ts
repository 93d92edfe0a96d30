import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What exported files say of where they come from, as administrators wish. */
export const exportStamp: Migration = {
  name: "0124-export-stamp",
  async up(db) {
    await sql`create table mortise.export_stamp (
      sole boolean primary key default true check (sole),
      sheet boolean not null,
      footer boolean not null,
      note text not null,
      revision integer not null default 1,
      updated_by uuid references mortise.account on delete set null,
      updated_at timestamptz not null
    )`.execute(db);
  },
};
