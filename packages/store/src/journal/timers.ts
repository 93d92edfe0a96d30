import { sql } from "kysely";
import { PREPARED } from "../database/preparing-client.ts";
import { chunks, type JournalDb } from "./journal-db.ts";

/** Channel that says a timer was set; its payload is the due time. */
export const TIMER_CHANNEL = "mortise_timer";

/** A run waits at a node until a moment. */
export interface TimerRow {
  readonly run: string;
  readonly node: string;
  readonly due_at: string;
}

/** Sets timers, replacing an older one of the same run and node, and wakes whoever waits for the earliest. */
export async function setTimers(db: JournalDb, timers: readonly TimerRow[]): Promise<void> {
  if (timers.length === 0) return;
  for (const rows of chunks(timers))
    await sql`
      ${PREPARED} insert into mortise.timer (run, node, due_at)
      select run, node, due_at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(run uuid, node text, due_at timestamptz)
      on conflict (run, node) do update set due_at = excluded.due_at`.execute(db);
  const earliest = timers.reduce(
    (least, timer) => (timer.due_at < least ? timer.due_at : least),
    timers[0]?.due_at ?? "",
  );
  await sql`${PREPARED} select pg_notify(${TIMER_CHANNEL}, ${earliest})`.execute(db);
}

/**
 * Takes due timers, earliest first, so that the caller's transaction alone fires them: taken rows are locked and gone
 * at commit; other processes skip them, and after a crash they are there again.
 */
export async function takeDueTimers(db: JournalDb, now: Date, limit: number): Promise<readonly TimerRow[]> {
  const { rows } = await sql<TimerRow>`
    with due as materialized (
      select run, node from mortise.timer where due_at <= ${now.toISOString()}::timestamptz
      order by due_at limit ${limit} for update skip locked)
    delete from mortise.timer t using due where t.run = due.run and t.node = due.node
    returning t.run, t.node, t.due_at`.execute(db);
  return rows;
}

/** Removes the timers of runs that ended. */
export async function dropTimers(db: JournalDb, runs: readonly string[]): Promise<void> {
  if (runs.length > 0) await sql`delete from mortise.timer where run = any(${[...runs]}::uuid[])`.execute(db);
}

/** The moment the earliest timer is due; null when none is set. */
export async function earliestTimer(db: JournalDb): Promise<string | null> {
  const { rows } = await sql<{ due: string | null }>`select min(due_at) as due from mortise.timer`.execute(
    db,
  );
  return rows[0]?.due ?? null;
}
