import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const BUMP = "for each statement execute function mortise.bump_roster_version()";

const STATEMENTS = [
  `alter table mortise.account
    add column skills text[] not null default '{}',
    add column shift jsonb,
    add column cap_open integer check (cap_open > 0),
    add column cap_day integer check (cap_day > 0)`,
  `alter table mortise.team add column shift jsonb`,
  `create table mortise.leave (
    id uuid primary key,
    account uuid not null references mortise.account (id) on delete cascade,
    from_at timestamptz not null,
    until_at timestamptz,
    reason text,
    created_by uuid references mortise.account (id) on delete set null,
    created_at timestamptz not null,
    ended_at timestamptz,
    check (until_at > from_at)
  )`,
  `create index leave_account on mortise.leave (account, from_at desc)`,
  `drop trigger roster_account on mortise.account`,
  `create trigger roster_account after insert or delete or update of
    name, email, mobile, active, admin, skills, shift, cap_open, cap_day on mortise.account ${BUMP}`,
  `create trigger roster_leave after insert or delete or update on mortise.leave ${BUMP}`,
  `alter table mortise.flow_roster add column calendar jsonb`,
] as const;

/**
 * When people take on work: the hours of persons and teams, leave, what somebody can do that others cannot, and how much flows
 * give them at most. What decisions were made from keeps the calendar of then.
 */
export const duty: Migration = {
  name: "0153-duty",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
