import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Who has a draft open. Not logged: after a crash of the database nobody has. */
export const draftSeats: Migration = {
  name: "0100-draft-seats",
  async up(db) {
    await sql`create unlogged table mortise.draft_seat (
      id uuid primary key,
      app text not null,
      account uuid not null,
      document text,
      element text,
      chosen_at timestamptz not null,
      until timestamptz not null
    )`.execute(db);
    await sql`create index draft_seat_app on mortise.draft_seat (app)`.execute(db);
  },
};
