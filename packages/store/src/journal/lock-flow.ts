import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** Makes whoever starts the same flow by hand wait until this transaction ends. */
export async function lockFlow(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`flow-button/${app}/${flow}`}, 0))`.execute(db);
}
