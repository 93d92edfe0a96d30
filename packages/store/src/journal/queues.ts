import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import type { JournalDb } from "./journal-db.ts";
import { TIMER_CHANNEL } from "./timers.ts";

/** The queues of one flow, each of runs that wait for each other. */
export interface FlowQueues {
  readonly app: string;
  readonly flow: string;
  readonly keys: readonly string[];
}

/**
 * Lets nobody else join or leave these queues until the transaction ends, and answers which of them somebody stands in:
 * a run under way, or one whose turn is still to come.
 */
export async function lockQueues(
  db: JournalDb,
  { app, flow, keys }: FlowQueues,
): Promise<ReadonlySet<string>> {
  // In a fixed order, so that two writers never wait for each other in a circle.
  const names = [...new Set(keys)].toSorted();
  await sql`
    ${PREPARED} select pg_advisory_xact_lock(hashtextextended('flow-queue/' || ${app}::text || '/' || ${flow}::text || '/' || n.key, 0))
    from unnest(${names}::text[]) as n(key)`.execute(db);
  const { rows } = await sql<{ queue_key: string }>`
    ${PREPARED} select distinct queue_key from mortise.flow_run where app = ${app} and flow = ${flow}
      and queue_key = any(${names}::text[]) and status in ('running', 'waiting')`.execute(db);
  return new Set(rows.map((row) => row.queue_key));
}

/** Lets the next run of each queue begin, where none is under way: a timer that is due now starts it. */
export async function callNext(db: JournalDb, queues: FlowQueues, now: Date): Promise<void> {
  const waiting = await lockQueues(db, queues);
  if (waiting.size === 0) return;
  const { app, flow } = queues;
  const moment = now.toISOString();
  await sql`
    ${PREPARED} with called as (
      update mortise.flow_run set queued = false where id in (
        select next.id from unnest(${[...waiting]}::text[]) as k(key) cross join lateral (
          select r.id, r.queued from mortise.flow_run r
          where r.app = ${app} and r.flow = ${flow} and r.queue_key = k.key and r.status in ('running', 'waiting')
          order by r.queued, r.started_at, r.id limit 1) as next
        where next.queued)
      returning id, tokens -> 0 as token),
    timers as (
      insert into mortise.timer (run, token, node, due_at)
      select id, token ->> 'id', token ->> 'node', ${moment}::timestamptz from called)
    select pg_notify(${TIMER_CHANNEL}, ${moment}) from called limit 1`.execute(db);
}
