import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Approvals that keep their record from being changed while they wait; the change-set that asked may still go on. */
export const recordLocks: Migration = {
  name: "0136-record-locks",
  async up(db) {
    const statements = [
      `alter table mortise.work_item add column locks uuid`,
      `create index work_item_lock on mortise.work_item (record) where locks is not null and status in ('open', 'later')`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
