import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import type { TableLock } from "../migration/migration-step.ts";

type Database = Kysely<SystemDatabase>;

/** Held, shared, by transactions that are about to lock tables: tasks begin nothing meanwhile. */
const WAY_LOCK = 7_305_118;

/**
 * Has tasks on some tables step aside for the transaction: a build of an index would keep it from locking them for
 * minutes. What is interrupted is begun again afterwards.
 */
export async function interruptTasks(transaction: Database, locks: readonly TableLock[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${WAY_LOCK})`.execute(transaction);
  const tables = locks.map(({ table }) => table);
  await sql`
    select pg_cancel_backend(l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'relation' and l.relation = any(${tables}::text[]::regclass[]) and l.granted
      and l.mode = 'ShareUpdateExclusiveLock' and l.pid <> pg_backend_pid()
      and (a.query ilike 'create % concurrently %' or a.query ilike 'alter table % validate constraint %')`.execute(
    transaction,
  );
}

/** Whether a transaction is about to lock tables: whoever would begin a task waits a moment. */
export async function mustMakeWay(session: Database): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`select pg_try_advisory_lock(${WAY_LOCK}) as free`.execute(
    session,
  );
  if (rows[0]?.free !== true) return true;
  await sql`select pg_advisory_unlock(${WAY_LOCK})`.execute(session);
  return false;
}
