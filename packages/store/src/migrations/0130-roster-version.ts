import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const BUMP = "for each statement execute function mortise.bump_roster_version()";

const STATEMENTS = [
  `create table mortise.roster_version (
    single boolean primary key default true check (single),
    version uuid not null
  )`,
  `insert into mortise.roster_version (version) values (gen_random_uuid())`,
  `create function mortise.bump_roster_version() returns trigger language plpgsql as $$
    begin
      update mortise.roster_version set version = gen_random_uuid();
      return null;
    end $$`,
  `create trigger roster_account after insert or delete or update of name, email, active, admin on mortise.account ${BUMP}`,
  `create trigger roster_team after insert or delete or update on mortise.team ${BUMP}`,
  `create trigger roster_team_member after insert or delete or update on mortise.team_member ${BUMP}`,
  `create trigger roster_role_member after insert or delete or update on mortise.role_member ${BUMP}`,
  `create trigger roster_delegation after insert or delete or update on mortise.delegation ${BUMP}`,
] as const;

/**
 * A mark that is another one after every change of people, teams, roles and delegations: who keeps them in memory asks
 * whether it is still the same.
 */
export const rosterVersion: Migration = {
  name: "0130-roster-version",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
