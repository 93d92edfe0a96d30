import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Which record a visitor made and may still change, by the hash of the private link they were given. */
export const publicSubmissions: Migration = {
  name: "0096-public-submissions",
  async up(db) {
    await sql`create table mortise.public_submission (
      token_hash text primary key,
      app text not null,
      form text not null,
      record uuid not null,
      at timestamptz not null,
      until timestamptz not null
    )`.execute(db);
  },
};
