import { setTimeout as pause } from "node:timers/promises";
import { addJob, type JobDb, startJobs, startTicker } from "@mortise/jobs";
import { CODE_JOB, type CodeDelivery } from "@mortise/forms/runtime";
import { runOutbox, runTimers } from "@mortise/process/runtime";
import { sweepUploads } from "./http/upload.ts";
import type { Services } from "./services.ts";

const SWEEP_EVERY_MS = 60 * 60_000;
const REFILL_EVERY_MS = 5_000;
/** How soon an import goes on whose process has ended. */
const RESUME_EVERY_MS = 5_000;
/** Changes within so long reach a follower as one message per record. */
const NEWS_EVERY_MS = 20_000;

/** Name of the job that carries out what releases left to be done on large tables. */
const STRUCTURE_JOB = "structure";
const ANOTHER_LOOK_MS = 1_000;

/** Has a process of the installation carry out the tasks of a release, once the transaction that adds them commits. */
export async function announceStructureTasks(transaction: JobDb): Promise<void> {
  await addJob(transaction, STRUCTURE_JOB, {}, { queue: STRUCTURE_JOB, key: STRUCTURE_JOB });
}

/** Starts what runs beside requests: timers of flows, tidying up. Answers how to stop it, after the round under way. */
export async function startBackground(services: Services): Promise<() => Promise<void>> {
  const timers = await runTimers(services);
  const stopOutbox = await runOutbox(services);
  const stopping = new AbortController();
  const jobs = await startJobs({
    store: services.store,
    logger: services.logger,
    tasks: {
      [STRUCTURE_JOB]: () => changeStructures(services, stopping.signal),
      // Added by `requestCode` only.
      [CODE_JOB]: (payload) => services.publicForms.codes.deliver(payload as unknown as CodeDelivery),
    },
  });
  // What an earlier process left, should its job have been lost.
  if (await services.store.releases.hasTasks()) await announceStructureTasks(services.store.db);
  const tickers = [...tidying(services), ...passingOn(services)];
  return async () => {
    stopping.abort();
    await timers.stop();
    await stopOutbox();
    await jobs.stop();
    for (const ticker of tickers) await ticker.stop();
  };
}

type Ticker = ReturnType<typeof startTicker>;

/** What is old goes, what is missing is made. */
function tidying(services: Services): readonly Ticker[] {
  const { logger } = services;
  const sweeping = startTicker({
    name: "sweep",
    tick: async () => {
      await services.sessions.sweep();
      // In the first round, which begins at once: those that an earlier process was at.
      await services.exports.sweep();
      await services.publicForms.sweep();
      await sweepUploads(services.config.dataDir, services.clock.now());
      for (const app of services.store.releases.apps()) await services.store.releases.reviewIndexes(app);
      await services.store.changes.prune();
      await services.process.runs.tidy();
      await services.process.sends.tidy();
      return 0;
    },
    logger,
    intervalMs: SWEEP_EVERY_MS,
  });
  const refilling = startTicker({
    name: "search-refill",
    tick: () => services.store.refillSearch(),
    logger,
    intervalMs: REFILL_EVERY_MS,
  });
  return [sweeping, refilling];
}

/** What somebody waits for goes on, whichever process began it. */
function passingOn({ logger, imports, follows }: Services): readonly Ticker[] {
  const resuming = startTicker({
    name: "imports",
    // In the first round, which begins at once: those that were cut off by the end of an earlier process.
    tick: async () => {
      await imports.sweep();
      return 0;
    },
    logger,
    intervalMs: RESUME_EVERY_MS,
  });
  const telling = startTicker({
    name: "news",
    // What came meanwhile waits for the next round, so that it becomes one message.
    tick: async () => {
      const { failures } = await follows.tellNews();
      for (const reason of failures)
        logger.warn({ loop: "news", reason }, "followers could not be told and will be later");
      return 0;
    },
    logger,
    intervalMs: NEWS_EVERY_MS,
  });
  return [resuming, telling];
}

/** Another process may be at it, and may die before it is done: then this one goes on. */
async function changeStructures({ store }: Services, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !(await store.releases.runTasks(signal))) await pause(ANOTHER_LOOK_MS);
}
