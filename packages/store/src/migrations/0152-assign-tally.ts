import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * What each person was given by flows: how much on the last day on which they got something, and when the last time was.
 * Limits and balancing go by it; `turn` says who has waited longest, also among those of one moment.
 */
export const assignTally: Migration = {
  name: "0152-assign-tally",
  async up(db) {
    await sql`create table mortise.assign_tally (
      app text not null,
      entity text not null,
      account uuid not null,
      day date not null,
      given integer not null,
      last_at timestamptz,
      turn bigint not null,
      primary key (app, entity, account)
    )`.execute(db);
  },
};
