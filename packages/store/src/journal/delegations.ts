import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** For which work a delegation holds: that of an app, or of one flow of it. */
export interface DelegationScopeRow {
  readonly app: string;
  /** Null: all flows of the app. */
  readonly flow: string | null;
}

/** 委托: somebody's new work goes to somebody else for a time. */
export interface DelegationRow {
  readonly id: string;
  readonly account: string;
  readonly delegate: string;
  readonly from_at: string;
  readonly until_at: string;
  /** Null: all work. */
  readonly scope: readonly DelegationScopeRow[] | null;
  readonly reason: string | null;
  readonly created_by: string | null;
  readonly created_at: string;
  /** When it was ended early; null otherwise. */
  readonly ended_at: string | null;
}

/** Keeps a new delegation. */
export async function insertDelegation(db: JournalDb, row: DelegationRow): Promise<void> {
  await sql`
    insert into mortise.delegation (id, account, delegate, from_at, until_at, scope, reason, created_by, created_at)
    values (${row.id}::uuid, ${row.account}::uuid, ${row.delegate}::uuid, ${row.from_at}::timestamptz,
      ${row.until_at}::timestamptz, ${row.scope === null ? null : JSON.stringify(row.scope)}::jsonb, ${row.reason},
      ${row.created_by}::uuid, ${row.created_at}::timestamptz)`.execute(db);
}

/** Lets no two delegations be set up at once until the transaction ends: together they could make a circle. */
export async function lockDelegations(db: JournalDb): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('mortise.delegation', 7))`.execute(db);
}

/** Delegations that hold now or later. */
export async function delegationsFrom(db: JournalDb, now: Date): Promise<readonly DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select * from mortise.delegation where ended_at is null and until_at > ${now.toISOString()}::timestamptz
    order by created_at, id`.execute(db);
  return rows;
}

/** Delegations of a person and to them, the latest first. */
export async function delegationsOf(db: JournalDb, account: string): Promise<readonly DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select * from mortise.delegation where account = ${account}::uuid or delegate = ${account}::uuid
    order by coalesce(ended_at, until_at) desc, id desc limit 100`.execute(db);
  return rows;
}

/** One delegation; undefined when there is none. */
export async function findDelegation(db: JournalDb, id: string): Promise<DelegationRow | undefined> {
  const { rows } = await sql<DelegationRow>`
    select * from mortise.delegation where id = ${id}::uuid for update`.execute(db);
  return rows[0];
}

/** Ends a delegation early. */
export async function endDelegation(db: JournalDb, id: string, at: Date): Promise<void> {
  await sql`
    update mortise.delegation set ended_at = ${at.toISOString()}::timestamptz
    where id = ${id}::uuid and ended_at is null`.execute(db);
}
