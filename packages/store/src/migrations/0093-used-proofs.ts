import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Proofs of work of visitors that were used up, kept until they would have run out by themselves. */
export const usedProofs: Migration = {
  name: "0093-used-proofs",
  async up(db) {
    await sql`create table mortise.used_proof (
      id text primary key,
      until timestamptz not null
    )`.execute(db);
  },
};
