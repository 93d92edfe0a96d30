import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import { chunks, type JournalDb } from "../journal/journal-db.ts";
import type { NewSend } from "./send.ts";

/** Channel that says there is something to be sent. */
export const OUTBOX_CHANNEL = "mortise_outbox";

/** Puts something into the outbox; it is sent once the transaction has committed, and never when it is taken back. */
export async function addSends(db: JournalDb, sends: readonly NewSend[], now: Date): Promise<void> {
  for (const rows of chunks(sends)) {
    const text = JSON.stringify(rows);
    // Targets come in one order, so that two writers who bring the same new ones never wait for each other in a circle.
    await sql`
      ${PREPARED} with added as (
        insert into mortise.outbox (id, kind, target, app, flow, node, run, token, entity, record, waits, request, policy, due_at, created_at)
        select r.*, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
        from jsonb_to_recordset(${text}::jsonb) as r(id uuid, kind text, target text, app text, flow text, node text, run uuid,
          token text, entity text, record uuid, waits text, request jsonb, policy jsonb)),
      targets as (
        insert into mortise.outbox_target (target)
        select distinct target from jsonb_to_recordset(${text}::jsonb) as r(target text) order by target
        on conflict do nothing)
      select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
  }
}
