import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Decisions keep what they were made from, so that they can be made again: values, turns, figures and the people of that
 * moment. Numbers say in which order they were made, also of those that waited for one another. Older ones have none.
 */
export const decisionBasis: Migration = {
  name: "0145-decision-basis",
  async up(db) {
    const statements = [
      `create sequence mortise.decision_turn`,
      `alter table mortise.decision_log
        add column outcome jsonb,
        add column basis jsonb,
        add column roster text,
        add column turn bigint`,
      `alter table mortise.decision_log alter column turn set default nextval('mortise.decision_turn')`,
      `create index decision_log_flow on mortise.decision_log (app, flow, at)`,
      `create table mortise.flow_roster (
        key text primary key,
        users jsonb not null,
        teams jsonb not null,
        stand_ins jsonb not null,
        kept_at timestamptz not null
      )`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
