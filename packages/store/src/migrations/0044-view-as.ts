import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** As whom an administrator looks at the app in a session. */
export const viewAs: Migration = {
  name: "0044-view-as",
  async up(db) {
    await sql`alter table mortise.session add view_as jsonb`.execute(db);
  },
};
