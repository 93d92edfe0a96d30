import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What a step lets people fill in and demands of them when they decide, and what they gave besides their word. */
export const termsOfApprovals: Migration = {
  name: "0137-terms-of-approvals",
  async up(db) {
    await sql`alter table mortise.work_item add column terms jsonb, add column answer jsonb`.execute(db);
  },
};
