import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@mortise/kit";
import { type Kysely, sql } from "kysely";
import { errorCode } from "../../database/connection-error.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { mustMakeWay } from "./make-way.ts";
import { refusedAgain, runTask, type TaskContext } from "./run-task.ts";
import { nextTask, saveTask, type TaskRow } from "./task-rows.ts";

type Database = Kysely<SystemDatabase>;

/** Any fixed number: one process at a time changes structures, as builds of indexes would wait for each other. */
const RUNNER_LOCK = 7_305_117;
const MOST_ATTEMPTS = 8;
/** Cancelled: a release needed the table, see make-way.ts. */
const INTERRUPTED = "57014";
const PAUSE_MS = 250;

/** What the runner needs from the releases that the tasks belong to. */
export interface TaskOwner {
  /** Names, converters and permissions for a task; undefined when what it belongs to is gone. */
  contextOf(session: Database, row: TaskRow): Promise<TaskContext | undefined>;
  /** Brings releases into force that wait for nothing more, and clears away those that failed. */
  settle(session: Database): Promise<void>;
}

/**
 * Carries out the tasks that stand in the database, one after the other. Any process may do so at any time: a task that
 * a dead process began is gone on with, and the lock that keeps two from working at once ends with its session.
 */
export class StructureRunner {
  readonly #db: Database;
  readonly #owner: TaskOwner;
  readonly #logger: Logger;

  constructor(db: Database, owner: TaskOwner, logger: Logger) {
    this.#db = db;
    this.#owner = owner;
    this.#logger = logger;
  }

  /** Runs until nothing is left, or nothing that a release waits for; false when another process is at it. */
  async run(until: "released" | "done" = "done", signal?: AbortSignal): Promise<boolean> {
    return this.#db.connection().execute(async (session) => {
      // Not the waiting kind of lock: a session that waits in a statement would hold up index builds.
      const { rows } = await sql<{
        taken: boolean;
      }>`select pg_try_advisory_lock(${RUNNER_LOCK}) as taken`.execute(session);
      if (rows[0]?.taken !== true) return false;
      try {
        await this.#work(session, until, signal);
      } finally {
        await sql`select pg_advisory_unlock(${RUNNER_LOCK})`.execute(session);
      }
      return true;
    });
  }

  async #work(session: Database, until: "released" | "done", signal?: AbortSignal): Promise<void> {
    while (signal?.aborted !== true) {
      await this.#owner.settle(session);
      const row = await nextTask(session);
      if (!row || (until === "released" && row.stage !== "before")) return;
      if (await mustMakeWay(session)) {
        await pause(PAUSE_MS);
        continue;
      }
      await this.#step(session, row, signal);
    }
  }

  async #step(session: Database, row: TaskRow, signal: AbortSignal | undefined): Promise<void> {
    const context = await this.#owner.contextOf(session, row);
    if (!context) {
      await saveTask(session, row.id, { state: "done" });
      return;
    }
    await saveTask(session, row.id, { state: "running", attempts: row.attempts + 1 });
    const begun = performance.now();
    try {
      const result = await runTask(row, signal ? { ...context, signal } : context);
      const milliseconds = Math.round((row.milliseconds ?? 0) + performance.now() - begun);
      if (result.kind === "done") await saveTask(session, row.id, { state: "done", milliseconds });
      else if (result.kind === "impossible") {
        await saveTask(session, row.id, { state: "failed", message: result.reason });
      } else await saveTask(session, row.id, { state: "waiting", attempts: row.attempts, milliseconds });
    } catch (error) {
      const code = errorCode(error);
      const { app, task } = row;
      this.#logger.warn({ task: task.name, app, code: code ?? "unknown" }, "a change of structure failed");
      if (code === INTERRUPTED) {
        await saveTask(session, row.id, { state: "waiting", attempts: row.attempts });
      } else if (row.attempts + 1 >= MOST_ATTEMPTS) {
        await saveTask(session, row.id, { state: "failed", message: refusedAgain(context, row, error) });
      } else if (code === undefined) throw error;
      else await pause(PAUSE_MS * 2 ** row.attempts);
    }
  }
}
