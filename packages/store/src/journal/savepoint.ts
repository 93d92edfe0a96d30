import { sql } from "kysely";
import { forgetOwn } from "../records/session/own-rows.ts";
import type { JournalDb } from "./journal-db.ts";

/** Savepoints that one transaction has set so far, and how many of them still stand. */
interface Marks {
  set: number;
  standing: number;
}

const marks = new WeakMap<JournalDb, Marks>();
/** Savepoints cost memory until they are released; the end of the transaction does that for a few of them. */
const MOST_STANDING = 16;

/** Runs part of a transaction so that its failure undoes that part alone; the error is passed on. May be nested. */
export async function savepoint<T>(db: JournalDb, work: () => Promise<T>): Promise<T> {
  const known = marks.get(db) ?? { set: 0, standing: 0 };
  marks.set(db, known);
  known.set += 1;
  // A name of its own: parts inside of this one may leave theirs standing.
  const name = sql.raw(`journal_${known.set}`);
  await sql`savepoint ${name}`.execute(db);
  try {
    const result = await work();
    if (known.standing < MOST_STANDING) known.standing += 1;
    else await sql`release savepoint ${name}`.execute(db);
    return result;
  } catch (error) {
    forgetOwn(db);
    await sql`rollback to savepoint ${name}`.execute(db);
    await sql`release savepoint ${name}`.execute(db);
    throw error;
  }
}
