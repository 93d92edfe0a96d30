import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Standing delegations of approvals and tasks; parts of an approval that somebody decides in another's name, and the
 * question with which somebody is asked for a word.
 */
export const delegations: Migration = {
  name: "0135-delegations",
  async up(db) {
    const statements = [
      `create table mortise.delegation (
        id uuid primary key,
        account uuid not null references mortise.account (id) on delete cascade,
        delegate uuid not null references mortise.account (id) on delete cascade,
        from_at timestamptz not null,
        until_at timestamptz not null,
        scope jsonb,
        reason text,
        created_by uuid references mortise.account (id) on delete set null,
        created_at timestamptz not null,
        ended_at timestamptz,
        check (until_at > from_at),
        check (account <> delegate)
      )`,
      `create index delegation_account on mortise.delegation (account, until_at desc)`,
      `create index delegation_delegate on mortise.delegation (delegate, until_at desc)`,
      `create index delegation_time on mortise.delegation (until_at) where ended_at is null`,
      `alter table mortise.work_item add column on_behalf_of uuid, add column question text`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
