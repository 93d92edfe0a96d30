import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Which record stands for one that was merged into it; holds while the merge is not undone. */
export const mergedRecord: Migration = {
  name: "0042-merged-record",
  async up(db) {
    await sql`create table mortise.merged_record (
      record uuid primary key,
      app text not null,
      entity text not null,
      survivor uuid not null,
      change_set uuid not null
    )`.execute(db);
    await sql`create index merged_record_survivor on mortise.merged_record (survivor)`.execute(db);
  },
};
