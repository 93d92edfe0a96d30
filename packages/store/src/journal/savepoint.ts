import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** Runs part of a transaction so that its failure undoes that part alone; the error is passed on. May be nested. */
export async function savepoint<T>(db: JournalDb, work: () => Promise<T>): Promise<T> {
  await sql`savepoint journal_part`.execute(db);
  try {
    const result = await work();
    await sql`release savepoint journal_part`.execute(db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint journal_part`.execute(db);
    await sql`release savepoint journal_part`.execute(db);
    throw error;
  }
}
