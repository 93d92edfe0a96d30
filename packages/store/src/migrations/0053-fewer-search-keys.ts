import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/**
 * Keys that another key of the same row begins with are left out, as the gateway leaves them out; rows that have them
 * already are found as before.
 */
export const fewerSearchKeys: Migration = {
  name: "0053-fewer-search-keys",
  async up(db) {
    await sql`create or replace function mortise.search_keys(words text, variants text[], digits text) returns tsvector
      language sql immutable parallel safe as $$
        select array_to_tsvector(coalesce(array_agg(k) filter (where follower is null or not starts_with(follower, k)), '{}'))
        from (select k, lead(k) over (order by k collate "C") as follower
          from (select distinct k from unnest(
            mortise.search_windows(mortise.search_plain(words))
            || mortise.search_windows(array_to_string(variants, E'\n'))
            || mortise.search_windows(mortise.search_digits(digits))) k) different) ordered $$`.execute(db);
  },
};
