import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

const TABLES = [
  `create table mortise.flow_run (
    id uuid primary key,
    app text not null,
    flow text not null,
    release integer not null,
    entity text not null,
    record uuid not null,
    status text not null check (status in ('running', 'waiting', 'done', 'cancelled', 'failed')),
    node text,
    steps integer not null,
    started_by uuid,
    old jsonb,
    error jsonb,
    started_at timestamptz not null,
    ended_at timestamptz
  )`,
  `create index flow_run_record on mortise.flow_run (record)`,
  `create index flow_run_newest on mortise.flow_run (app, flow, started_at desc)`,
  `create index flow_run_live on mortise.flow_run (app, flow, record) where status in ('running', 'waiting')`,
  `create table mortise.flow_step (
    run uuid not null,
    position integer not null,
    node text not null,
    type text not null,
    exit text,
    text jsonb not null,
    at timestamptz not null,
    primary key (run, position)
  )`,
  `create table mortise.decision_log (
    id uuid primary key,
    app text not null,
    entity text not null,
    record uuid not null,
    run uuid not null,
    flow text not null,
    flow_name text not null,
    node text not null,
    kind text not null,
    why jsonb not null,
    details jsonb not null,
    at timestamptz not null
  )`,
  `create index decision_log_record on mortise.decision_log (record, at desc)`,
  `create table mortise.timer (
    run uuid not null,
    node text not null,
    due_at timestamptz not null,
    primary key (run, node)
  )`,
  `create index timer_due on mortise.timer (due_at)`,
  `create table mortise.work_item (
    id uuid primary key,
    app text not null,
    run uuid not null,
    flow text not null,
    node text not null,
    ask uuid not null,
    kind text not null check (kind in ('approval', 'task')),
    mode text not null check (mode in ('any', 'all')),
    title jsonb not null,
    entity text not null,
    record uuid not null,
    assignee uuid not null,
    status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
    decision text,
    comment text,
    decided_by uuid,
    created_at timestamptz not null,
    due_at timestamptz,
    decided_at timestamptz
  )`,
  `create index work_item_to_do on mortise.work_item (assignee, created_at desc) where status = 'open'`,
  `create index work_item_assignee on mortise.work_item (assignee, created_at desc)`,
  `create index work_item_record on mortise.work_item (record, created_at desc)`,
  `create index work_item_ask on mortise.work_item (ask)`,
  `create index work_item_run on mortise.work_item (run)`,
  `create table mortise.notification (
    id uuid primary key,
    account uuid not null,
    app text,
    entity text,
    record uuid,
    title jsonb not null,
    body jsonb not null,
    at timestamptz not null,
    read_at timestamptz
  )`,
  `create index notification_account on mortise.notification (account, at desc, id desc)`,
  `create index notification_unread on mortise.notification (account) where read_at is null`,
  `create table mortise.flow_cursor (
    app text not null,
    flow text not null,
    node text not null,
    cursors jsonb not null default '{}',
    primary key (app, flow, node)
  )`,
  `create table mortise.job_worker (
    worker text primary key,
    lease integer not null,
    started_at timestamptz not null default now()
  )`,
] as const;

/** Runs of flows, their steps and decisions, timers, to-dos, notifications, rotation cursors, job workers. */
export const journal: Migration = {
  name: "0004-journal",
  async up(db) {
    for (const table of TABLES) await sql.raw(table).execute(db);
  },
};
