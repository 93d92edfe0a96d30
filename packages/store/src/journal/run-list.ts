import { type RawBuilder, sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";
import type { RunRow } from "./runs.ts";

/** A run as lists show it. */
export interface ListedRun extends RunRow {
  /** What it did was taken back, and not brought back since. */
  readonly undone: boolean;
}

/** Which runs of an app are listed; what is absent does not narrow. */
export interface RunListQuery {
  readonly app: string;
  readonly flow?: string | undefined;
  readonly status?: RunRow["status"] | undefined;
  readonly record?: string | undefined;
  /** The step at which it stands or failed. */
  readonly node?: string | undefined;
  /** Started from this moment on, and before that one (ISO texts). */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Only entities whose records the reader may see. */
  readonly entities: readonly string[];
  /** The last run of the page before. */
  readonly after?: { readonly startedAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

type Condition = RawBuilder<unknown>;

const UNDONE: Condition = sql`exists (select from mortise.change_set u where u.id = r.undone_by and u.undone_by is null)`;

/** Runs of an app, the newest first. */
export async function listRuns(db: JournalDb, query: RunListQuery): Promise<readonly ListedRun[]> {
  const { app, flow, status, record, node, from, until, entities, after, limit } = query;
  const conditions: readonly Condition[] = [
    sql`r.app = ${app}`,
    sql`r.entity = any(${[...entities]}::text[])`,
    ...(flow === undefined ? [] : [sql`r.flow = ${flow}`]),
    ...(status === undefined ? [] : [sql`r.status = ${status}`]),
    ...(record === undefined ? [] : [sql`r.record = ${record}::uuid`]),
    ...(node === undefined ? [] : [sql`r.node = ${node}`]),
    ...(from === undefined ? [] : [sql`r.started_at >= ${from}::timestamptz`]),
    ...(until === undefined ? [] : [sql`r.started_at < ${until}::timestamptz`]),
    ...(after === undefined
      ? []
      : [sql`(r.started_at, r.id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<ListedRun>`
    select r.*, ${UNDONE} as undone from mortise.flow_run r where ${sql.join(conditions, sql` and `)}
    order by r.started_at desc, r.id desc limit ${limit}`.execute(db);
  return rows;
}

/** One run. */
export async function readRun(db: JournalDb, id: string): Promise<ListedRun | undefined> {
  const { rows } = await sql<ListedRun>`
    select r.*, ${UNDONE} as undone from mortise.flow_run r where r.id = ${id}::uuid`.execute(db);
  return rows[0];
}

/** How many runs of a flow stand at a step, by status; `since` is when the oldest of them began. */
export interface StandingCount {
  readonly node: string | null;
  readonly status: RunRow["status"];
  readonly count: number;
  readonly since: string;
}

/** Where the runs of a flow stand that are under way or failed. */
export async function standingRuns(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
): Promise<readonly StandingCount[]> {
  const { rows } = await sql<StandingCount>`
    select node, status, count(*)::int as count, min(started_at) as since from mortise.flow_run
    where app = ${app} and flow = ${flow} and status in ('running', 'waiting', 'failed') group by node, status`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, since: new Date(row.since).toISOString() }));
}

/** The latest runs that are looked at for what passed: of flows that run very often, not all of them. */
const MOST_RUNS = 20_000;

/** How often each step of a flow was taken by runs that began since a moment. */
export async function passedSteps(
  db: JournalDb,
  { app, flow, since }: { readonly app: string; readonly flow: string; readonly since: Date },
): Promise<readonly { readonly node: string; readonly count: number }[]> {
  const { rows } = await sql<{ readonly node: string; readonly count: number }>`
    with latest as (
      select id from mortise.flow_run where app = ${app} and flow = ${flow}
        and started_at >= ${since.toISOString()}::timestamptz order by started_at desc limit ${MOST_RUNS})
    select s.node, count(distinct s.run)::int as count from latest r join mortise.flow_step s on s.run = r.id
    group by s.node`.execute(db);
  return rows;
}

/** A failed run with what had woken it; null when it failed by itself. */
export interface FailedRun extends RunRow {
  readonly woken_by: readonly unknown[] | null;
}

/** Locks runs of an app that failed, or are under way when `alsoLive`; others are left out. */
export async function lockRunsToMend(
  db: JournalDb,
  {
    app,
    ids,
    alsoLive,
  }: { readonly app: string; readonly ids: readonly string[]; readonly alsoLive: boolean },
): Promise<readonly FailedRun[]> {
  const wanted = alsoLive ? ["failed", "running", "waiting"] : ["failed"];
  const { rows } = await sql<FailedRun>`
    select * from mortise.flow_run where app = ${app} and id = any(${[...new Set(ids)]}::uuid[])
      and status = any(${wanted}::text[]) order by id for update`.execute(db);
  return rows;
}

/** Keeps what had woken a run that failed. */
export async function noteWoken(
  db: JournalDb,
  {
    run,
    events,
    node,
  }: { readonly run: string; readonly events: readonly unknown[]; readonly node: string | null },
): Promise<void> {
  await sql`update mortise.flow_run set woken_by = ${JSON.stringify(events)}::jsonb, node = coalesce(${node}, node)
    where id = ${run}::uuid`.execute(db);
}

/** Keeps what would have woken runs that have failed, so that they hear it once they go on; other runs are left alone. */
export async function addWoken(
  db: JournalDb,
  waking: readonly { readonly run: string; readonly events: readonly unknown[] }[],
): Promise<void> {
  if (waking.length === 0) return;
  await sql`update mortise.flow_run r set woken_by = coalesce(r.woken_by, '[]') || w.events
    from jsonb_to_recordset(${JSON.stringify(waking)}::jsonb) as w(run uuid, events jsonb)
    where r.id = w.run and r.status = 'failed'`.execute(db);
}

/** How many of some runs have failed. */
export async function countFailed(db: JournalDb, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from mortise.flow_run
    where id = any(${[...ids]}::uuid[]) and status = 'failed'`.execute(db);
  return rows[0]?.n ?? 0;
}

/** Puts runs onto another release, whose flow they go on with. */
export async function moveToRelease(db: JournalDb, runs: readonly string[], release: number): Promise<void> {
  await sql`update mortise.flow_run set release = ${release} where id = any(${[...runs]}::uuid[])`.execute(
    db,
  );
}

/** For how many days runs that ended are kept; null for ever. */
export async function runRetention(db: JournalDb, app: string): Promise<number | null> {
  const { rows } = await sql<{ days: number }>`
    select days from mortise.run_retention where app = ${app}`.execute(db);
  return rows[0]?.days ?? null;
}

/** Says for how many days runs that ended are kept. */
export async function setRunRetention(db: JournalDb, app: string, days: number | null): Promise<void> {
  if (days === null) await sql`delete from mortise.run_retention where app = ${app}`.execute(db);
  else
    await sql`insert into mortise.run_retention (app, days) values (${app}, ${days})
      on conflict (app) do update set days = excluded.days`.execute(db);
}

/** Runs deleted in one statement. */
const AT_ONCE = 2_000;

/**
 * Deletes runs that ended longer ago than their app keeps them, with their steps; why owners were chosen stays with the
 * records. Says how many went; call again while it is not 0.
 */
export async function tidyRuns(db: JournalDb, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with old as (
      select r.id from mortise.flow_run r join mortise.run_retention k on k.app = r.app
      where r.ended_at < ${now.toISOString()}::timestamptz - make_interval(days => k.days)
        and r.status in ('done', 'cancelled', 'failed')
        and not exists (select from mortise.work_item w where w.run = r.id and w.status in ('open', 'later'))
      limit ${AT_ONCE} for update skip locked),
    steps as (delete from mortise.flow_step s using old where s.run = old.id),
    timers as (delete from mortise.timer t using old where t.run = old.id),
    calls as (delete from mortise.flow_call c using old where c.run = old.id or c.caller = old.id),
    gone as (delete from mortise.flow_run r using old where r.id = old.id returning r.id)
    select count(*)::int as n from gone`.execute(db);
  return rows[0]?.n ?? 0;
}
