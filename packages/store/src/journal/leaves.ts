import { sql } from "kysely";
import type { JournalDb } from "./journal-db.ts";

/** 请假: for a time somebody is given nothing by flows. */
export interface LeaveRow {
  readonly id: string;
  readonly account: string;
  readonly from_at: string;
  /** Null: until somebody ends it. */
  readonly until_at: string | null;
  readonly reason: string | null;
  readonly created_by: string | null;
  readonly created_at: string;
  /** When it was ended early or taken back; null otherwise. */
  readonly ended_at: string | null;
}

/** Keeps a new leave. */
export async function insertLeave(db: JournalDb, row: LeaveRow): Promise<void> {
  await sql`
    insert into mortise.leave (id, account, from_at, until_at, reason, created_by, created_at)
    values (${row.id}::uuid, ${row.account}::uuid, ${row.from_at}::timestamptz, ${row.until_at}::timestamptz, ${row.reason},
      ${row.created_by}::uuid, ${row.created_at}::timestamptz)`.execute(db);
}

/** Lets nobody begin or end leave of the same person at once until the transaction ends. */
export async function lockLeaves(db: JournalDb, account: string): Promise<void> {
  await sql`select from mortise.account where id = ${account}::uuid for update`.execute(db);
}

/** Leaves that hold now or later, the earliest first. */
export async function leavesFrom(db: JournalDb, now: Date): Promise<readonly LeaveRow[]> {
  const { rows } = await sql<LeaveRow>`
    select * from mortise.leave where ended_at is null and (until_at is null or until_at > ${now.toISOString()}::timestamptz)
    order by from_at, id`.execute(db);
  return rows;
}

/** Leaves of a person, the latest first. */
export async function leavesOf(db: JournalDb, account: string): Promise<readonly LeaveRow[]> {
  const { rows } = await sql<LeaveRow>`
    select * from mortise.leave where account = ${account}::uuid order by from_at desc, id desc limit 50`.execute(
    db,
  );
  return rows;
}

/** One leave, locked; undefined when there is none. */
export async function findLeave(db: JournalDb, id: string): Promise<LeaveRow | undefined> {
  const { rows } = await sql<LeaveRow>`select * from mortise.leave where id = ${id}::uuid for update`.execute(
    db,
  );
  return rows[0];
}

/** Ends a leave early. */
export async function endLeave(db: JournalDb, id: string, at: Date): Promise<void> {
  await sql`
    update mortise.leave set ended_at = ${at.toISOString()}::timestamptz where id = ${id}::uuid and ended_at is null`.execute(
    db,
  );
}
