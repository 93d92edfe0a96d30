import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** Comments are found by words; ids of people named in them are none. */
export const commentSearch: Migration = {
  name: "0117-comment-search",
  async up(db) {
    await sql`alter table mortise.comment add column search tsvector generated always as (
      mortise.search_keys(
        regexp_replace(left(text, 4000), '@\\[[0-9a-f-]{36}\\]', ' ', 'gi'), '{}'::text[], '')) stored`.execute(
      db,
    );
    await sql`create index comment_search on mortise.comment using gin (search)`.execute(db);
  },
};
