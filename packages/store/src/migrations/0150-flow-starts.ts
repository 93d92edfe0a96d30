import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const TABLES = [
  `create table mortise.flow_plan (
    app text not null,
    flow text not null,
    entity text not null,
    plan text not null,
    release integer not null,
    next_at timestamptz,
    round_at timestamptz,
    page text,
    primary key (app, flow)
  )`,
  `create table mortise.appointment (
    app text not null,
    flow text not null,
    record uuid not null,
    due_at timestamptz,
    primary key (app, flow, record)
  )`,
  `create index appointment_due on mortise.appointment (due_at) where due_at is not null`,
];

/**
 * Flows that start at moments of their own: `flow_plan` says how far each of them is with its rounds or with looking
 * through the records there are; an `appointment` says when one starts for a record, without a moment when it has.
 */
export const flowStarts: Migration = {
  name: "0150-flow-starts",
  async up(db) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
