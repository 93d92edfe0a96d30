import type { JsonObject } from "@mortise/kit";
import type { Store } from "@mortise/store";
import { sql } from "kysely";

/** The database or a running transaction: a job added in a transaction exists when it commits, and only then. */
export type JobDb = Store["db"];

/** When and how a job runs. */
export interface JobOptions {
  /** Not before this moment. */
  readonly runAt?: Date;
  /** A later job with the same key takes the place of one that has not begun: a timer that can be reset. */
  readonly key?: string;
  /** Jobs of one queue run one after the other. */
  readonly queue?: string;
  /** Tries before it is given up; 25 by default. */
  readonly maxAttempts?: number;
}

/** Adds a job to the queue. The queue's tables must have been made by `startJobs`, in this or an earlier process. */
export async function addJob(
  db: JobDb,
  task: string,
  payload: JsonObject,
  { runAt, key, queue, maxAttempts }: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    identifier => ${task}::text, payload => ${JSON.stringify(payload)}::json, queue_name => ${queue ?? null}::text,
    run_at => ${runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${maxAttempts ?? null}::integer,
    job_key => ${key ?? null}::text)`.execute(db);
}
