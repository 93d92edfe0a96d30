import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";
import type { RunWay } from "../journal/timers.ts";
import type { SendRow } from "./send.ts";

/** Runs under way for which there are answers. */
export async function runsWithAnswers(db: JournalDb, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ run: string }>`
    select distinct o.run from mortise.outbox o join mortise.flow_run r on r.id = o.run
    where o.tells and r.status in ('running', 'waiting') limit ${limit}`.execute(db);
  return rows.map(({ run }) => run);
}

/** What a run has to know of a send that it waited for. */
export type AnsweredSend = Pick<SendRow, "id" | "run" | "token" | "node" | "status" | "answer" | "problem">;

/** Answers longer than this are not kept once their run has them, in characters. */
const LONGEST_KEPT = 64_000;

/** Takes the answers for runs that the caller has locked: each is told once. */
export async function takeAnswers(db: JournalDb, runs: readonly string[]): Promise<readonly AnsweredSend[]> {
  if (runs.length === 0) return [];
  const { rows } = await sql<AnsweredSend>`
    with taken as materialized (
      select id, run, token, node, status, answer, problem from mortise.outbox
      where tells and run = any(${[...runs]}::uuid[]) order by settled_at, id for update),
    told as (
      update mortise.outbox o set tells = false,
        answer = case when length(o.answer::text) > ${LONGEST_KEPT} then o.answer || '{"body": null, "isCut": true}' else o.answer end
      from taken where o.id = taken.id)
    select * from taken`.execute(db);
  return rows;
}

/** Nobody waits any more for what ways that were given up had asked for: what was not sent yet never is. */
export async function dropSendsOfWays(db: JournalDb, ways: readonly RunWay[], now: Date): Promise<void> {
  if (ways.length === 0) return;
  await sql`
    update mortise.outbox o set tells = false, lease = null,
      settled_at = coalesce(o.settled_at, ${now.toISOString()}::timestamptz),
      status = case when o.status = 'waiting' then 'dropped' else o.status end,
      waits = null
    from jsonb_to_recordset(${JSON.stringify(ways)}::jsonb) as r(run uuid, token text)
    where o.run = r.run and o.token = r.token and o.waits is not null and (o.status in ('waiting', 'dead') or o.tells)`.execute(
    db,
  );
}

/** The same for runs that were ended before their time. */
export async function dropSendsOfRuns(db: JournalDb, runs: readonly string[], now: Date): Promise<void> {
  if (runs.length === 0) return;
  await sql`
    update mortise.outbox set tells = false, lease = null,
      settled_at = coalesce(settled_at, ${now.toISOString()}::timestamptz),
      status = case when status = 'waiting' then 'dropped' else status end,
      waits = null
    where run = any(${[...runs]}::uuid[]) and waits is not null and (status in ('waiting', 'dead') or tells)`.execute(
    db,
  );
}
