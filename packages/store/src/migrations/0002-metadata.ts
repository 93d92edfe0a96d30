import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Apps, their drafts and releases, and the text function behind keyword search. */
export const metadata: Migration = {
  name: "0002-metadata",
  async up(db) {
    await sql`create extension if not exists pg_trgm`.execute(db);
    // What it is for stands at `searchPredicate` in schema/search-text.ts.
    await sql`create function mortise.search_text(input text) returns text
      language sql immutable parallel safe
      return lower(regexp_replace(
        regexp_replace(normalize(input, NFKC), '([^\\x01-\\x7f])', '\\1 \\1', 'g'), '[ \\t]+', ' ', 'g'))`.execute(
      db,
    );
    await sql`create function mortise.search_pattern(word text) returns text
      language sql immutable parallel safe
      return '%' || regexp_replace(mortise.search_text(word), '^[^\\x01-\\x7f]', '') || '%'`.execute(db);
    await sql`create table mortise.app (
      id text primary key,
      current_release integer not null,
      created_at timestamptz not null default now(),
      created_by uuid
    )`.execute(db);
    await sql`create sequence mortise.draft_sequence`.execute(db);
    await sql`create table mortise.draft (
      app text not null references mortise.app on delete cascade,
      kind text not null,
      id text not null,
      document jsonb not null,
      revision bigint not null default nextval('mortise.draft_sequence'),
      position bigint not null default nextval('mortise.draft_sequence'),
      updated_at timestamptz not null default now(),
      updated_by uuid,
      primary key (app, kind, id)
    )`.execute(db);
    await sql`create table mortise.release (
      app text not null references mortise.app on delete cascade,
      number integer not null,
      documents jsonb not null,
      changes jsonb not null,
      note text not null,
      restored_from integer,
      created_at timestamptz not null default now(),
      created_by uuid,
      primary key (app, number)
    )`.execute(db);
    await sql`alter table mortise.app add constraint app_current_release
      foreign key (id, current_release) references mortise.release (app, number)
      deferrable initially deferred`.execute(db);
  },
};
