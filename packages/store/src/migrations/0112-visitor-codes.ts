import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Codes that visitors were sent to prove a number or an address theirs: neither code nor address stands here in clear. */
export const visitorCodes: Migration = {
  name: "0112-visitor-codes",
  async up(db) {
    await sql`create table mortise.visitor_code (
      id uuid primary key,
      app text not null,
      form text not null,
      field text not null,
      target text not null,
      peer text not null,
      at timestamptz not null,
      until timestamptz not null,
      tries integer not null default 0,
      used_by text
    )`.execute(db);
    await sql`create index visitor_code_target on mortise.visitor_code (target, at)`.execute(db);
    await sql`create index visitor_code_form on mortise.visitor_code (app, form, at)`.execute(db);
    await sql`create index visitor_code_peer on mortise.visitor_code (peer, at)`.execute(db);
  },
};
