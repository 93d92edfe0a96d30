import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";

/** Where a person is reached outside of the product. */
export interface AccountAddresses {
  readonly email: string | null;
  /** Digits; without +86. */
  readonly mobile: string | null;
}

/** Where an account is reached; undefined when there is no such account. */
export async function accountAddresses(db: JournalDb, id: string): Promise<AccountAddresses | undefined> {
  const { rows } = await sql<AccountAddresses>`
    select email, mobile from mortise.account where id = ${id}::uuid`.execute(db);
  return rows[0];
}
