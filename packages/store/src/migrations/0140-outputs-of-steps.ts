import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What steps of a run leave for later ones. */
export const outputsOfSteps: Migration = {
  name: "0140-outputs-of-steps",
  async up(db) {
    await sql.raw(`alter table mortise.flow_run add column outputs jsonb`).execute(db);
  },
};
