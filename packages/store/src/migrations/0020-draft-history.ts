import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Who changed what in the drafts; states of apps that went into files or came from them; which tokens use which entity. */
export const draftHistory: Migration = {
  name: "0020-draft-history",
  async up(db) {
    await sql`create table mortise.draft_step (
      id uuid primary key,
      app text not null references mortise.app on delete cascade,
      base integer not null,
      source text not null,
      at timestamptz not null,
      by uuid
    )`.execute(db);
    await sql`create index draft_step_newest on mortise.draft_step (app, base, at desc)`.execute(db);
    await sql`create table mortise.draft_change (
      step uuid not null references mortise.draft_step on delete cascade,
      kind text not null,
      id text not null,
      before jsonb,
      after jsonb,
      primary key (step, kind, id)
    )`.execute(db);
    await sql`create table mortise.app_snapshot (
      app text not null references mortise.app on delete cascade,
      id uuid not null,
      source text not null,
      documents jsonb not null,
      at timestamptz not null,
      by uuid,
      primary key (app, id)
    )`.execute(db);
    await sql`create table mortise.token_use (
      token uuid not null references mortise.api_token on delete cascade,
      app text not null,
      entity text not null,
      last_used_at timestamptz not null,
      primary key (app, entity, token)
    )`.execute(db);
  },
};
