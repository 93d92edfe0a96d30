import { randomInt } from "node:crypto";
import type { Store } from "@mortise/store";
import { sql } from "kysely";
import type { PoolClient } from "pg";

/** First half of the two-part advisory lock; the second is the lease of one process. */
const LEASE_CLASS = 7_305_116;

/** A worker that nobody registered is taken for dead only after so long: living processes register at once. */
const GRACE = "10 seconds";

/** This process's sign of life: an advisory lock held by a session, which PostgreSQL lets go when the process dies. */
export class WorkerLease {
  readonly #client: PoolClient;
  readonly #key: number;
  /** The session takes one statement at a time. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(client: PoolClient, key: number) {
    this.#client = client;
    this.#key = key;
  }

  /** Takes a connection of the pool for good and locks a key of its own on it. */
  static async take(pool: Store["pool"]): Promise<WorkerLease> {
    const client = await pool.connect();
    const key = randomInt(1, 2 ** 31 - 1);
    await client.query("select pg_advisory_lock($1, $2)", [LEASE_CLASS, key]);
    return new WorkerLease(client, key);
  }

  /** Says that a worker, or a pool of workers, belongs to this process. */
  async register(worker: string): Promise<void> {
    const insert = this.#last.then(() =>
      this.#client.query(
        "insert into mortise.job_worker (worker, lease) values ($1, $2) on conflict (worker) do update set lease = excluded.lease",
        [worker, this.#key],
      ),
    );
    this.#last = insert;
    await insert;
  }

  /** Gives the lease and the connection back. */
  async release(): Promise<void> {
    await this.#client.query("delete from mortise.job_worker where lease = $1", [this.#key]);
    await this.#client.query("select pg_advisory_unlock($1, $2)", [LEASE_CLASS, this.#key]);
    this.#client.release();
  }
}

/**
 * Frees the jobs that workers of dead processes hold, and says how many workers that were. Any living process does
 * this for all: the queue itself would keep such jobs locked for four hours.
 */
export async function unlockDeadWorkers(db: Store["db"]): Promise<number> {
  const { rows } = await sql<{ worker: string }>`
    with alive as (
      select w.worker from mortise.job_worker w join pg_locks l
        on l.locktype = 'advisory' and l.classid = ${LEASE_CLASS} and l.objid = w.lease and l.granted
        and l.database = (select oid from pg_database where datname = current_database()))
    select distinct locked_by as worker from graphile_worker.jobs
    where locked_by is not null and locked_at < now() - ${GRACE}::interval
      and locked_by not in (select worker from alive)`.execute(db);
  const dead = rows.map((row) => row.worker);
  if (dead.length > 0) await sql`select graphile_worker.force_unlock_workers(${dead}::text[])`.execute(db);
  await sql`delete from mortise.job_worker w where not exists (
    select 1 from pg_locks l where l.locktype = 'advisory' and l.classid = ${LEASE_CLASS} and l.objid = w.lease)
    and started_at < now() - ${GRACE}::interval`.execute(db);
  return dead.length;
}
