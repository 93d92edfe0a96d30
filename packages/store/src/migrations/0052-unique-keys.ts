import { sql } from "kysely";
import type { Migration } from "../database/run-migrations.ts";

/** What texts and telephone numbers are the same by; see `uniqueKeys`. Hashes, so that texts of any length fit an index. */
export const uniqueKeys: Migration = {
  name: "0052-unique-keys",
  async up(db) {
    await sql`create function mortise.unique_text(input text) returns uuid
      language sql immutable parallel safe return
        md5(nullif(lower(regexp_replace(normalize(input, NFKC), '\\s+', '', 'g')), ''))::uuid`.execute(db);
    await sql`create function mortise.unique_digits(input text) returns uuid
      language sql immutable parallel safe return
        md5(nullif(regexp_replace(regexp_replace(input, '^(\\+|00)86(?=1\\d{10})', ''), '\\D', '', 'g'), ''))::uuid`.execute(
      db,
    );
    await sql`create function mortise.unique_exact(input text) returns uuid
      language sql immutable parallel safe return md5(input)::uuid`.execute(db);
  },
};
