import type { Value } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";
import type { RunRow } from "./runs.ts";
import type { RunWay } from "./timers.ts";

/** Channel that says there is something that a calling run has to hear. */
export const RETURN_CHANNEL = "mortise_return";

/** What came of a call: what the called run gave back, or why it did not work. */
export type CallAnswerRow =
  | { readonly ok: true; readonly outputs: Readonly<Record<string, Value>> }
  | {
      readonly ok: false;
      readonly problem: LocalizedText;
      /** The run was not begun at all. */
      readonly isRefused?: true;
    };

/** A run that another one has called. */
export interface CallRow {
  /** The called run; where the call was refused there is none of that id. */
  readonly run: string;
  readonly caller: string;
  /** The way of the caller that stands at the step `node`. */
  readonly token: string;
  readonly node: string;
  /** The record that the called run is about. */
  readonly record: string;
  /** The caller waits for the end; `held` also after a failure, until somebody has mended it. */
  readonly waits: "answer" | "held" | null;
  readonly answer: CallAnswerRow | null;
  /** The caller has still to hear the answer. */
  readonly tells: boolean;
}

/** Keeps calls. */
export async function addCalls(db: JournalDb, rows: readonly CallRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into mortise.flow_call (run, caller, token, node, record, waits, answer, tells)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(run uuid, caller uuid, token text, node text, record uuid, waits text, answer jsonb, tells boolean)`.execute(
    db,
  );
}

/** How many runs calls have begun since each of some runs, counted up to a number. */
export async function countRunsSince(
  db: JournalDb,
  roots: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ root: string; n: number }>`
    select given.root, counted.n from unnest(${[...new Set(roots)]}::uuid[]) as given(root) cross join lateral (
      select count(*)::int as n from (select from mortise.flow_run r where r.root = given.root limit ${most}) as some_runs) as counted`.execute(
    db,
  );
  return new Map(rows.map(({ root, n }) => [root, n]));
}

/** Whoever begins runs since the same runs waits for the end of this transaction. */
export async function lockRoots(db: JournalDb, roots: readonly string[]): Promise<void> {
  // In one order everywhere.
  const sorted = [...new Set(roots)].toSorted((one, other) => (one < other ? -1 : 1));
  await sql`
    select pg_advisory_xact_lock(hashtextextended('calls/' || given.root, 0))
    from unnest(${sorted}::text[]) with ordinality as given(root, place) order by given.place`.execute(db);
}

/** How a called run has ended. */
export interface EndedCall {
  readonly run: string;
  readonly answer: CallAnswerRow;
  /** It can still be mended: who wants to wait for that is not told. */
  readonly isFailed: boolean;
}

/** Notes how called runs have ended, for callers that wait for it; answers these callers. */
export async function noteReturns(db: JournalDb, ended: readonly EndedCall[]): Promise<readonly string[]> {
  if (ended.length === 0) return [];
  const { rows } = await sql<{ caller: string }>`
    update mortise.flow_call c set answer = r.answer, tells = true
    from jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) as r(run uuid, answer jsonb, "isFailed" boolean)
    where c.run = r.run and c.waits is not null and not (c.waits = 'held' and r."isFailed")
    returning c.caller`.execute(db);
  return [...new Set(rows.map(({ caller }) => caller))];
}

/** Says to other processes that a caller has something to hear. */
export async function sayReturns(db: JournalDb): Promise<void> {
  await sql`select pg_notify(${RETURN_CHANNEL}, '')`.execute(db);
}

/** Runs under way that have something to hear of what they called. */
export async function callersToTell(db: JournalDb, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ caller: string }>`
    select distinct c.caller from mortise.flow_call c join mortise.flow_run r on r.id = c.caller
    where c.tells and r.status in ('running', 'waiting') limit ${limit}`.execute(db);
  return rows.map(({ caller }) => caller);
}

/** What a caller hears. */
export type CallReturn = Pick<CallRow, "run" | "caller" | "token" | "node" | "record"> & {
  readonly answer: CallAnswerRow;
};

/** Takes what runs have to hear that the caller of this has locked: each answer is told once. */
export async function takeReturns(db: JournalDb, callers: readonly string[]): Promise<readonly CallReturn[]> {
  if (callers.length === 0) return [];
  const { rows } = await sql<CallReturn>`
    update mortise.flow_call set tells = false, waits = null
    where tells and caller = any(${[...callers]}::uuid[])
    returning run, caller, token, node, record, answer`.execute(db);
  return rows.toSorted((one, other) => (one.run < other.run ? -1 : 1));
}

/** Nobody waits any more for what ways that were given up have called; answers the runs that were waited for. */
export async function dropCallsOfWays(db: JournalDb, ways: readonly RunWay[]): Promise<readonly string[]> {
  if (ways.length === 0) return [];
  const { rows } = await sql<{ run: string }>`
    update mortise.flow_call c set waits = null, tells = false
    from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) as w(run uuid, token text)
    where c.caller = w.run and c.token = w.token and (c.waits is not null or c.tells) returning c.run`.execute(
    db,
  );
  return rows.map(({ run }) => run);
}

/** The same for whole runs. */
export async function dropCallsOfRuns(db: JournalDb, runs: readonly string[]): Promise<readonly string[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<{ run: string }>`
    update mortise.flow_call set waits = null, tells = false
    where caller = any(${[...runs]}::uuid[]) and (waits is not null or tells) returning run`.execute(db);
  return rows.map(({ run }) => run);
}

/** Who called a run; undefined when nobody did, or that run is kept no more. */
export async function callerOf(db: JournalDb, run: string): Promise<string | undefined> {
  const { rows } = await sql<{ caller: string }>`
    select caller from mortise.flow_call where run = ${run}::uuid`.execute(db);
  return rows[0]?.caller;
}

/** A run that a run has called, and from which step. */
export type CalledRun = RunRow & { readonly undone: boolean; readonly from_node: string };

/** The runs that a run has called itself, in their order. */
export async function runsCalledBy(
  db: JournalDb,
  { caller, limit }: { readonly caller: string; readonly limit: number },
): Promise<readonly CalledRun[]> {
  const { rows } = await sql<CalledRun>`
    select r.*, c.node as from_node,
      exists (select from mortise.change_set u where u.id = r.undone_by and u.undone_by is null) as undone
    from mortise.flow_call c join mortise.flow_run r on r.id = c.run
    where c.caller = ${caller}::uuid order by r.started_at, r.id limit ${limit}`.execute(db);
  return rows;
}

/** What came back to a run from its calls, by step, in their order. */
export async function callAnswersOf(
  db: JournalDb,
  caller: string,
): Promise<readonly { readonly node: string; readonly answer: CallAnswerRow }[]> {
  const { rows } = await sql<{ readonly node: string; readonly answer: CallAnswerRow }>`
    select node, answer from mortise.flow_call where caller = ${caller}::uuid and answer is not null
    order by run`.execute(db);
  return rows;
}

/** Which queues of a flow runs stand in themselves, or by a run that led to them through calls. */
export async function queuesAbove(
  db: JournalDb,
  { app, flow }: { readonly app: string; readonly flow: string },
  callers: readonly string[],
): Promise<readonly { readonly caller: string; readonly key: string }[]> {
  const { rows } = await sql<{ caller: string; key: string }>`
    with recursive above as (
      select given.id as caller, given.id as run from unnest(${[...new Set(callers)]}::uuid[]) as given(id)
      union
      select above.caller, c.caller from above join mortise.flow_call c on c.run = above.run)
    select above.caller, r.queue_key as key from above join mortise.flow_run r on r.id = above.run
    where r.app = ${app} and r.flow = ${flow} and r.queue_key is not null and r.status in ('running', 'waiting')`.execute(
    db,
  );
  return rows;
}
