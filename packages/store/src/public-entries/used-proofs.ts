import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** What a visitor's browser worked for, to be used once. */
export interface SpentProof {
  readonly id: string;
  /** After this moment it would not be taken any more anyway. */
  readonly until: Date;
}

/** Uses up a proof; false when it was used before. In the transaction of the write: a write that fails leaves it unused. */
export async function spendProof(db: JournalDb, { id, until }: SpentProof): Promise<boolean> {
  const { rows } = await sql`insert into mortise.used_proof (id, until)
    values (${id}, ${until.toISOString()}::timestamptz) on conflict (id) do nothing returning id`.execute(db);
  return rows.length > 0;
}
