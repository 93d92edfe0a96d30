import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const TABLES = [
  `create table mortise.outbox (
    id uuid primary key,
    kind text not null,
    target text not null,
    app text not null,
    flow text not null,
    node text not null,
    run uuid not null,
    token text not null,
    entity text not null,
    record uuid not null,
    waits text check (waits in ('answer', 'held')),
    request jsonb not null,
    policy jsonb not null,
    status text not null default 'waiting' check (status in ('waiting', 'sent', 'dead', 'dropped')),
    attempts integer not null default 0,
    tried_before integer not null default 0,
    due_at timestamptz not null,
    lease uuid,
    leased_until timestamptz,
    created_at timestamptz not null,
    settled_at timestamptz,
    answer jsonb,
    problem jsonb,
    tells boolean not null default false
  )`,
  `create index outbox_due on mortise.outbox (target, due_at, id) where status = 'waiting'`,
  `create index outbox_tells on mortise.outbox (run) where tells`,
  `create index outbox_run on mortise.outbox (run, token)`,
  `create index outbox_record on mortise.outbox (record)`,
  `create index outbox_newest on mortise.outbox (app, created_at desc, id desc)`,
  `create index outbox_dead on mortise.outbox (app, created_at desc, id desc) where status = 'dead'`,
  `create index outbox_settled on mortise.outbox (settled_at) where settled_at is not null`,
  `create table mortise.outbox_try (
    send uuid not null references mortise.outbox on delete cascade,
    number integer not null,
    at timestamptz not null,
    took integer,
    status integer,
    problem jsonb,
    primary key (send, number)
  )`,
  `create table mortise.outbox_target (
    target text primary key,
    failures integer not null default 0,
    rests_until timestamptz
  )`,
  `create table mortise.outbox_retention (app text primary key, days integer not null check (days > 0))`,
];

/**
 * What flows send to the outside: written with the step that asks for it, sent by whichever process leases it, tried again with
 * pauses, kept with what came back. `outbox_target` counts the failures in a row of each place that is sent to.
 */
export const outbox: Migration = {
  name: "0158-outbox",
  async up(db) {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
