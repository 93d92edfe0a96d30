import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Who filled in which public form when; people and devices are kept as hashes only. */
export const publicEntries: Migration = {
  name: "0090-public-entries",
  async up(db) {
    await sql`create table mortise.public_entry (
      id bigint generated always as identity primary key,
      app text not null,
      form text not null,
      person text,
      at timestamptz not null
    )`.execute(db);
    await sql`create index public_entry_person on mortise.public_entry (app, form, person, at)`.execute(db);
  },
};
