import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Regions of telephone prefixes, for values that the database works out; filled when a field first asks for them. */
export const phoneRegions: Migration = {
  name: "0116-phone-regions",
  async up(db) {
    await sql`create table mortise.phone_region (prefix text primary key, region text not null)`.execute(db);
  },
};
