import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Records that are offered to somebody, who accepts them or lets them pass. */
export const offers: Migration = {
  name: "0154-offers",
  async up(db) {
    const statements = [
      `alter table mortise.work_item
        drop constraint work_item_kind_check,
        add constraint work_item_kind_check check (kind in ('approval', 'task', 'copy', 'offer')) not valid`,
      `create index work_item_offer on mortise.work_item (app, entity) where kind = 'offer' and status = 'open'`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
