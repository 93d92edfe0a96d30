import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";

/**
 * Runs work while holding it: a lock of the database session, so that it ends with the process whatever happens to it.
 * Undefined when another process holds it.
 */
export async function holdWork<T>(
  db: Kysely<SystemDatabase>,
  id: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ held: boolean }>`
      select pg_try_advisory_lock(hashtextextended(${id}, 5)) as held`.execute(connection);
    if (rows[0]?.held !== true) return undefined;
    try {
      return await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${id}, 5))`.execute(connection);
    }
  });
}

/** Whether some living process works on it. */
export async function isWorkHeld(db: Kysely<SystemDatabase>, id: string): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${id}, 5)) as free`.execute(db);
  return rows[0]?.free !== true;
}
