import { sql } from "kysely";
import type { JournalDb } from "../journal/journal-db.ts";
import type { SendRow } from "./send.ts";

/** A send that this process alone may try. */
export interface LeasedSend extends SendRow {
  /** Only who holds it may say how the try ended. */
  readonly lease: string;
}

/** What a process takes. */
export interface LeaseQuery {
  readonly now: Date;
  /** A new id: the mark of this round. */
  readonly lease: string;
  /** How long it is this process's without a sign of life. By the clock of the database, which all processes share. */
  readonly leaseSeconds: number;
  /** How many it has room for, in all and to one target. */
  readonly room: number;
  readonly roomEach: number;
  /** Targets for which it has no room. */
  readonly except: readonly string[];
  /** From so many failures in a row on, a target is only felt for: one send at a time. */
  readonly failuresToRest: number;
}

const COLUMNS = sql.raw(
  `o.id, o.kind, o.target, o.app, o.flow, o.node, o.run, o.token, o.entity, o.record, o.waits, o.request, o.policy, o.status,
   o.attempts, o.tried_before, o.due_at, o.created_at, o.settled_at, o.answer, o.problem`,
);

/**
 * Takes what is due, by target, so that a place with a hundred thousand waiting holds up no other. What another process holds
 * is passed over; what a dead one held is taken once its lease is over. Each counts as a try, whatever becomes of it: what
 * kills its process is given up in the end.
 */
export async function leaseSends(db: JournalDb, query: LeaseQuery): Promise<readonly LeasedSend[]> {
  const { now, lease, leaseSeconds, room, roomEach, except, failuresToRest } = query;
  const at = now.toISOString();
  const { rows } = await sql<LeasedSend>`
    with open as materialized (
      select target, failures >= ${failuresToRest} as feels from mortise.outbox_target
      where (rests_until is null or rests_until <= ${at}::timestamptz) and target <> all(${[...except]}::text[])
      order by random()),
    picked as materialized (
      select due.id, open.target, open.feels from open cross join lateral (
        select w.id from mortise.outbox w where w.target = open.target and w.status = 'waiting' and w.due_at <= ${at}::timestamptz
          and (w.leased_until is null or w.leased_until < clock_timestamp())
        order by w.due_at, w.id limit case when open.feels then 1 else ${roomEach}::int end for update skip locked) due
      limit ${room}),
    felt as (
      update mortise.outbox_target t set rests_until = ${at}::timestamptz + make_interval(secs => ${leaseSeconds})
      from picked where picked.feels and t.target = picked.target),
    tries as (
      insert into mortise.outbox_try (send, number, at)
      select o.id, o.attempts + 1, ${at}::timestamptz from mortise.outbox o join picked on picked.id = o.id)
    update mortise.outbox o set lease = ${lease}::uuid, attempts = o.attempts + 1,
      leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from picked where o.id = picked.id returning ${COLUMNS}, o.lease`.execute(db);
  return rows;
}

/** Says that this process is alive: what it holds stays its own. */
export async function renewLeases(
  db: JournalDb,
  leases: readonly string[],
  leaseSeconds: number,
): Promise<void> {
  if (leases.length === 0) return;
  await sql`
    update mortise.outbox set leased_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where status = 'waiting' and lease = any(${[...new Set(leases)]}::uuid[])`.execute(db);
}

/** Gives back what was taken and not tried to its end, so that another process goes on with it at once. */
export async function giveBack(
  db: JournalDb,
  sends: readonly Pick<LeasedSend, "id" | "lease">[],
): Promise<void> {
  await sql`
    update mortise.outbox o set lease = null, leased_until = null
    from jsonb_to_recordset(${JSON.stringify(sends.map(({ id, lease }) => ({ id, lease })))}::jsonb) as r(id uuid, lease uuid)
    where o.id = r.id and o.lease = r.lease and o.status = 'waiting'`.execute(db);
}
