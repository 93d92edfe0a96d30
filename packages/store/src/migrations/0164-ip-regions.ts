import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Where internet addresses are used, by an administrator's list, for values that the database works out. */
export const ipRegions: Migration = {
  name: "0164-ip-regions",
  async up(db) {
    await sql`create table mortise.ip_region (first inet primary key, last inet not null, region text not null)`.execute(
      db,
    );
  },
};
