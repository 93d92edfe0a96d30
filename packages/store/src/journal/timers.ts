import { sql } from "kysely";
import type { Sql } from "../records/sql-text.ts";
import { chunks, type JournalDb } from "./journal-db.ts";
import { lockRuns, type RunRow } from "./runs.ts";

/** Channel that says a timer was set; its payload is the due time. */
export const TIMER_CHANNEL = "mortise_timer";

/** One way of a run. */
export interface RunWay {
  readonly run: string;
  readonly token: string;
}

/** A way of a run waits at a node until a moment. */
export interface TimerRow extends RunWay {
  readonly node: string;
  readonly due_at: string;
  /** Those of one line ring in the order in which their runs came: one process at a time wakes them. */
  readonly line?: string | null;
}

/** Sets timers, replacing an older one of the same way, as a part of a statement. */
export function timersPart(rows: readonly TimerRow[]): Sql {
  return sql`
      insert into mortise.timer (run, token, node, due_at, line)
      select run, token, node, due_at, line
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(run uuid, token text, node text, due_at timestamptz, line text)
      on conflict (run, token) do update set node = excluded.node, due_at = excluded.due_at, line = excluded.line, held = false`;
}

/** Wakes whoever waits for the earliest of some timers, as an expression. */
export function timersTold(timers: readonly TimerRow[]): Sql {
  const earliest = timers.reduce(
    (least, timer) => (timer.due_at < least ? timer.due_at : least),
    timers[0]?.due_at ?? "",
  );
  return sql`pg_notify(${TIMER_CHANNEL}, ${earliest})`;
}

/**
 * Locks the runs of due timers, earliest first, and reads them. Whoever moves a run locks it before its timers, so this
 * comes before {@link takeDueTimers}; runs that somebody else moves at the moment are left to them. Of a line nobody else
 * takes any meanwhile: two processes would otherwise wake the later ones before the earlier.
 */
export async function lockDueRuns(db: JournalDb, now: Date, limit: number): Promise<readonly RunRow[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from mortise.timer t join mortise.flow_run r on r.id = t.run
    where not t.held and t.due_at <= ${now.toISOString()}::timestamptz and r.status in ('running', 'waiting')
      and (t.line is null or pg_try_advisory_xact_lock(hashtextextended('timer/' || t.line, 0)))
    order by t.due_at, t.run limit ${limit} for update of r skip locked`.execute(db);
  if (rows.length < limit) await dropDueOfEnded(db, now);
  // A second time, and this time they are ours: the first look may have been at a state from before their last move.
  return lockRuns(
    db,
    rows.map(({ id }) => id),
  );
}

/** Runs that ended without dropping their timers would be in the way of others for ever. */
async function dropDueOfEnded(db: JournalDb, now: Date): Promise<void> {
  await sql`
    delete from mortise.timer where (run, token) in (
      select t.run, t.token from mortise.timer t join mortise.flow_run r on r.id = t.run
      where not t.held and t.due_at <= ${now.toISOString()}::timestamptz and r.status not in ('running', 'waiting')
      for update of t skip locked)`.execute(db);
}

/**
 * Takes the due timers of runs that the caller has locked, earliest first, so that the caller's transaction alone fires
 * them: taken ones are gone at commit, and after a crash they are there again.
 */
export async function takeDueTimers(
  db: JournalDb,
  now: Date,
  runs: readonly string[],
): Promise<readonly TimerRow[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<TimerRow>`
    with taken as (
      delete from mortise.timer where run = any(${[...runs]}::uuid[]) and not held and due_at <= ${now.toISOString()}::timestamptz
      returning run, token, node, due_at)
    select run, token, node, due_at from taken order by due_at`.execute(db);
  return rows;
}

/** Lets the timers of some steps of a flow ring at once. */
export async function ringTimers(
  db: JournalDb,
  { app, flow, nodes }: { readonly app: string; readonly flow: string; readonly nodes: readonly string[] },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const { rows } = await sql`
    update mortise.timer t set due_at = ${at}::timestamptz from mortise.flow_run r
    where r.id = t.run and r.app = ${app} and r.flow = ${flow} and r.status = 'waiting' and t.node = any(${nodes}::text[])
      and t.due_at > ${at}::timestamptz
    returning t.run`.execute(db);
  if (rows.length > 0) await sql`select pg_notify(${TIMER_CHANNEL}, ${at})`.execute(db);
}

/** Removes the timers of runs that ended. */
export async function dropTimers(db: JournalDb, runs: readonly string[]): Promise<void> {
  if (runs.length > 0) await sql`delete from mortise.timer where run = any(${[...runs]}::uuid[])`.execute(db);
}

/** Lets the timers of runs that failed rest until they go on. */
export async function holdTimers(db: JournalDb, runs: readonly string[]): Promise<void> {
  if (runs.length > 0)
    await sql`update mortise.timer set held = true where run = any(${[...runs]}::uuid[]) and not held`.execute(
      db,
    );
}

/** Lets timers go on that were held; what has fallen due meanwhile rings at once. */
export async function freeTimers(db: JournalDb, runs: readonly string[]): Promise<void> {
  if (runs.length === 0) return;
  const { rows } = await sql<{ due_at: string }>`
    update mortise.timer set held = false where run = any(${[...runs]}::uuid[]) and held returning due_at`.execute(
    db,
  );
  const [first] = rows;
  if (first) await sql`select pg_notify(${TIMER_CHANNEL}, ${first.due_at})`.execute(db);
}

/** Removes the timers of single ways. */
export async function dropTimersOf(db: JournalDb, ways: readonly RunWay[]): Promise<void> {
  for (const rows of chunks(ways))
    await sql`
      delete from mortise.timer t using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(run uuid, token text)
      where t.run = r.run and t.token = r.token`.execute(db);
}

/** The moment the earliest timer is due; null when none is set. */
export async function earliestTimer(db: JournalDb): Promise<string | null> {
  const { rows } = await sql<{
    due: string | null;
  }>`select min(due_at) as due from mortise.timer where not held`.execute(db);
  return rows[0]?.due ?? null;
}
