import { type Kysely, sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";
import type { SystemDatabase } from "../system-schema.ts";

/** People, teams, memberships, sessions, API tokens and settings of the installation. */
export const accounts: Migration = {
  name: "0001-accounts",
  async up(db) {
    await sql`create table mortise.account (
      id uuid primary key,
      name text not null,
      email text check (email = lower(email)) unique,
      mobile text unique,
      password_hash text,
      locale text not null default 'zh',
      time_zone text not null default 'Asia/Shanghai',
      admin boolean not null default false,
      active boolean not null default true,
      created_at timestamptz not null default now()
    )`.execute(db);
    await sql`create table mortise.team (
      id uuid primary key,
      parent uuid references mortise.team deferrable,
      name text not null,
      position integer not null default 0
    )`.execute(db);
    await sql`create index team_parent on mortise.team (parent)`.execute(db);
    await sql`create table mortise.team_member (
      team uuid not null references mortise.team on delete cascade,
      account uuid not null references mortise.account on delete cascade,
      leader boolean not null default false,
      main boolean not null default false,
      primary key (team, account)
    )`.execute(db);
    await sql`create index team_member_account on mortise.team_member (account)`.execute(db);
    await sql`create unique index team_member_one_main on mortise.team_member (account) where main`.execute(
      db,
    );
    await sql`create table mortise.role_member (
      app text not null,
      role text not null,
      account uuid not null references mortise.account on delete cascade,
      primary key (app, role, account)
    )`.execute(db);
    await sql`create index role_member_account on mortise.role_member (account)`.execute(db);
    await createCredentials(db);
  },
};

async function createCredentials(db: Kysely<SystemDatabase>): Promise<void> {
  await sql`create table mortise.session (
    id uuid primary key,
    account uuid not null references mortise.account on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_seen_at timestamptz not null default now(),
    user_agent text
  )`.execute(db);
  await sql`create index session_account on mortise.session (account)`.execute(db);
  await sql`create table mortise.invite (
    token_hash text primary key,
    account uuid not null references mortise.account on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz
  )`.execute(db);
  await sql`create index invite_account on mortise.invite (account)`.execute(db);
  await sql`create table mortise.api_token (
    id uuid primary key,
    name text not null,
    hash text not null unique,
    app text not null,
    roles text[] not null default '{}',
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz
  )`.execute(db);
  await sql`create table mortise.setting (
    key text primary key,
    value jsonb not null
  )`.execute(db);
}
