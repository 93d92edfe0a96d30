import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const STATEMENTS = [
  `create table mortise.owner_log (
    sequence bigint generated always as identity primary key,
    app text not null,
    entity text not null,
    record uuid not null,
    at timestamptz not null,
    how text not null,
    from_owner uuid,
    to_owner uuid,
    from_pool text,
    to_pool text,
    held_since timestamptz,
    rule text,
    reason text,
    basis jsonb,
    actor uuid,
    change_set uuid not null
  )`,
  `create index owner_log_change_set on mortise.owner_log (change_set) where how = 'recycled'`,
  `create index owner_log_record on mortise.owner_log (record, at desc)`,
  `create index owner_log_claims on mortise.owner_log (to_owner, entity, at) where how = 'claimed'`,
  `create index owner_log_time on mortise.owner_log (app, entity, at)`,
  `create table mortise.pool_plan (
    app text not null,
    entity text not null,
    plan text not null,
    rules jsonb not null default '{}',
    page uuid,
    done boolean not null default false,
    primary key (app, entity)
  )`,
  // Pools decide without a run of a flow.
  `alter table mortise.decision_log alter column run drop not null`,
];

/**
 * Pools: `owner_log` says from whom to whom every record went, how and why; a `pool_plan` says for which rules the dates
 * of an entity's records were worked out, and up to which record.
 */
export const pools: Migration = {
  name: "0155-pools",
  async up(db) {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
