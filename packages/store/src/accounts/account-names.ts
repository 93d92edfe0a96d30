import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** Names of accounts by id, active or not; of those that are gone nothing is said. */
export async function accountNames(
  db: JournalDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from mortise.account where id = any(${[...new Set(ids)]}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
