import { type RawBuilder, sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";
import { OUTBOX_CHANNEL } from "./add-sends.ts";
import type { SendRow, SendStatus, SendTry } from "./send.ts";
import { ANSWER_CHANNEL } from "./settle-send.ts";

/** Which sends of an app are listed; what is absent does not narrow. */
export interface SendListQuery {
  readonly app: string;
  readonly status?: SendStatus | undefined;
  readonly kind?: string | undefined;
  readonly flow?: string | undefined;
  readonly run?: string | undefined;
  /** Only those about records of entities that the reader may see. */
  readonly entities: readonly string[];
  readonly after?: { readonly createdAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Sends of an app, the newest first. */
export async function listSends(db: JournalDb, query: SendListQuery): Promise<readonly SendRow[]> {
  const { app, status, kind, flow, run, entities, after, limit } = query;
  const conditions: readonly RawBuilder<unknown>[] = [
    sql`o.app = ${app}`,
    sql`o.entity = any(${[...entities]}::text[])`,
    ...(status === undefined ? [] : [sql`o.status = ${status}`]),
    ...(kind === undefined ? [] : [sql`o.kind = ${kind}`]),
    ...(flow === undefined ? [] : [sql`o.flow = ${flow}`]),
    ...(run === undefined ? [] : [sql`o.run = ${run}::uuid`]),
    ...(after === undefined
      ? []
      : [sql`(o.created_at, o.id) < (${after.createdAt}::timestamptz, ${after.id}::uuid)`]),
  ];
  const { rows } = await sql<SendRow>`
    select o.* from mortise.outbox o where ${sql.join(conditions, sql` and `)}
    order by o.created_at desc, o.id desc limit ${limit}`.execute(db);
  return rows;
}

/** One send with its tries in order. */
export async function readSend(
  db: JournalDb,
  id: string,
): Promise<{ readonly send: SendRow; readonly tries: readonly SendTry[] } | undefined> {
  const { rows } = await sql<SendRow>`select * from mortise.outbox where id = ${id}::uuid`.execute(db);
  const [send] = rows;
  if (!send) return undefined;
  const { rows: tries } = await sql<SendTry>`
    select number, at, took, status, problem from mortise.outbox_try where send = ${id}::uuid order by number`.execute(
    db,
  );
  return { send, tries };
}

/** What was sent for the steps of a run, in its order. */
export async function sendsOfRun(db: JournalDb, run: string): Promise<readonly SendRow[]> {
  const { rows } = await sql<SendRow>`
    select * from mortise.outbox where run = ${run}::uuid order by created_at, id`.execute(db);
  return rows;
}

/** Sends of an app by their ids, locked in one order. */
export async function lockSends(
  db: JournalDb,
  app: string,
  ids: readonly string[],
): Promise<readonly SendRow[]> {
  const { rows } = await sql<SendRow>`
    select * from mortise.outbox where app = ${app} and id = any(${[...new Set(ids)]}::uuid[]) order by id for update`.execute(
    db,
  );
  return rows;
}

/** Has sends that were given up or dropped tried again from now on, under the same key, as often as the first time. */
export async function replaySends(db: JournalDb, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  const at = now.toISOString();
  await sql`
    with again as (
      update mortise.outbox set status = 'waiting', due_at = ${at}::timestamptz, settled_at = null, tried_before = attempts,
        lease = null, leased_until = null, tells = false
      where id = any(${[...ids]}::uuid[]) and status in ('dead', 'dropped') returning target),
    awake as (
      update mortise.outbox_target set rests_until = null where target in (select target from again))
    select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
}

/** Gives sends up for good that wait or failed; a way that waits for one hears that it was not sent. */
export async function discardSends(db: JournalDb, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with gone as (
      update mortise.outbox set status = 'dropped', lease = null, leased_until = null, tells = waits is not null,
        settled_at = ${now.toISOString()}::timestamptz
      where id = any(${[...ids]}::uuid[]) and status in ('waiting', 'dead') returning id)
    select pg_notify(${ANSWER_CHANNEL}, '')`.execute(db);
}

/** A place that something is to be sent to and that does not take it. */
export interface RestingTarget {
  readonly target: string;
  readonly failures: number;
  readonly rests_until: string;
  /** Sends of the app that wait for it. */
  readonly waiting: number;
}

/** Targets of an app's sends to which nothing is sent for a while. */
export async function restingTargets(
  db: JournalDb,
  app: string,
  now: Date,
): Promise<readonly RestingTarget[]> {
  const { rows } = await sql<RestingTarget>`
    select t.target, t.failures, t.rests_until, w.waiting from mortise.outbox_target t cross join lateral (
      select count(*)::int as waiting from (
        select from mortise.outbox o where o.target = t.target and o.status = 'waiting' and o.app = ${app} limit 10000) as counted) w
    where t.rests_until > ${now.toISOString()}::timestamptz and w.waiting > 0 order by t.target`.execute(db);
  return rows;
}

/** Has a target tried at once instead of after its rest. */
export async function wakeTarget(db: JournalDb, target: string): Promise<void> {
  await sql`
    with awake as (update mortise.outbox_target set rests_until = null where target = ${target})
    select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
}
