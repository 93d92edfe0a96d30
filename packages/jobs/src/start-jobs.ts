import { EventEmitter } from "node:events";
import type { JsonObject, Logger as KitLogger } from "@mortise/kit";
import type { Store } from "@mortise/store";
import {
  Logger,
  type LogFunctionFactory,
  run,
  type Runner,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { reasonOf, startTicker } from "./ticker.ts";
import { unlockDeadWorkers, WorkerLease } from "./worker-lease.ts";

/** What a job does. It may run more than once: after a crash a job that was under way starts again. */
export type JobTask = (payload: JsonObject) => Promise<void>;

/** How the queue is served. */
export interface JobsOptions {
  readonly store: Pick<Store, "pool" | "db">;
  /** Tasks by the name that jobs are added under. */
  readonly tasks: Readonly<Record<string, JobTask>>;
  readonly logger: KitLogger;
  /** Jobs run at once by this process; 2 by default. */
  readonly concurrency?: number;
  /** How often workers of dead processes are looked for; 5,000 ms by default. */
  readonly unlockEveryMs?: number;
}

/** The queue at work in this process. */
export interface RunningJobs {
  /** Lets running jobs finish, takes no new ones, gives everything back. */
  stop(): Promise<void>;
}

/** Serves the queue in this process; any number of processes may do so on one database. Makes the queue's tables first. */
export async function startJobs({
  store,
  tasks,
  logger,
  concurrency = 2,
  unlockEveryMs = 5_000,
}: JobsOptions): Promise<RunningJobs> {
  hearErrors(store.pool);
  const lease = await WorkerLease.take(store.pool);
  const events: WorkerEvents = new EventEmitter();
  const registering: Promise<void>[] = [];
  // Jobs are locked in the name of the pool, or of one worker, depending on how they were fetched.
  events.on("pool:create", ({ workerPool }) => registering.push(lease.register(workerPool.id)));
  events.on("worker:create", ({ worker }) => registering.push(lease.register(worker.workerId)));
  const runner = await startRunner({ store, tasks, logger, concurrency, events }).catch(
    async (error: unknown) => {
      await lease.release();
      throw error;
    },
  );
  await Promise.all(registering);
  const unlocking = startTicker({
    name: "dead workers",
    tick: async () => {
      const workers = await unlockDeadWorkers(store.db);
      if (workers > 0) logger.warn({ workers }, "jobs of dead workers were freed");
      return 0;
    },
    logger,
    intervalMs: unlockEveryMs,
  });
  return {
    async stop() {
      await unlocking.stop();
      await runner.stop();
      await Promise.allSettled(registering);
      await lease.release();
    },
  };
}

const heard = new WeakSet<Store["pool"]>();

/** A session that ends while the queue holds it must not end the process; the queue itself tries again. */
function hearErrors(pool: Store["pool"]): void {
  if (heard.has(pool)) return;
  heard.add(pool);
  pool.on("connect", (client) => client.on("error", () => undefined));
}

function startRunner(
  options: Required<Pick<JobsOptions, "store" | "tasks" | "logger" | "concurrency">> & {
    readonly events: WorkerEvents;
  },
): Promise<Runner> {
  const { store, tasks, logger, concurrency, events } = options;
  return run({
    pgPool: store.pool,
    taskList: taskList(tasks, logger),
    crontab: "",
    concurrency,
    noHandleSignals: true,
    logger: new Logger(quietly(logger)),
    events,
  });
}

function taskList(tasks: JobsOptions["tasks"], logger: KitLogger): TaskList {
  const wrap =
    (name: string, task: JobTask): TaskList[string] =>
    async (payload, { job }) => {
      try {
        // Payloads are written by addJob, which takes objects only.
        await task(payload as JsonObject);
      } catch (error) {
        logger.warn(
          { task: name, job: job.id, attempt: job.attempts, reason: reasonOf(error) },
          "a job failed and will be tried again",
        );
        throw error;
      }
    };
  return Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, wrap(name, task)]));
}

/** The queue's own chatter is kept out of the log, except for its errors. */
function quietly(logger: KitLogger): LogFunctionFactory {
  return () => (level, message) => {
    if (level === "error") logger.error({ part: "jobs" }, message);
  };
}
