import { silentLogger, systemClock } from "@mortise/kit";
import { openStore, type Store } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addJob } from "./add-job.ts";
import { startJobs } from "./start-jobs.ts";
import { unlockDeadWorkers } from "./worker-lease.ts";

const database = useDatabase();
let store: Store;
beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
});
afterAll(() => store.close());

/** Serves one task and answers the payloads it got, in order. */
async function serve(count: number) {
  const payloads: unknown[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const jobs = await startJobs({
    store,
    logger: silentLogger,
    tasks: {
      note: async (payload) => {
        payloads.push(payload["n"]);
        if (payloads.length === count) resolve();
      },
    },
  });
  return { jobs, payloads, seen: promise };
}

test("a job added in a transaction runs when it commits and never when it is rolled back", async () => {
  const { jobs, payloads, seen } = await serve(1);
  await store.db
    .transaction()
    .execute(async (transaction) => {
      await addJob(transaction, "note", { n: "undone" });
      await Promise.reject(new TypeError("stop"));
    })
    .catch(() => undefined);
  await store.db.transaction().execute((transaction) => addJob(transaction, "note", { n: "kept" }));
  await seen;
  await jobs.stop();
  expect(payloads).toEqual(["kept"]);
});

test("a job with a key takes the place of the one that waits under it", async () => {
  const runAt = new Date(Date.now() + 3_600_000);
  await addJob(store.db, "note", { n: 1 }, { key: "reminder", runAt });
  await addJob(store.db, "note", { n: 2 }, { key: "reminder" });
  const { jobs, payloads, seen } = await serve(1);
  await seen;
  await jobs.stop();
  expect(payloads).toEqual([2]);
});

test("jobs of a worker whose process died are freed and run elsewhere", async () => {
  await addJob(store.db, "note", { n: "orphan" });
  // What a killed process leaves behind: a job locked by a worker that no living session vouches for.
  await store.pool.query(
    "update graphile_worker._private_jobs set locked_by = 'worker-dead', locked_at = now() - interval '1 minute'",
  );
  await store.pool.query(
    "insert into mortise.job_worker (worker, lease, started_at) values ('worker-dead', 12345, now() - interval '1 hour')",
  );
  expect(await unlockDeadWorkers(store.db)).toBe(1);
  const { jobs, payloads, seen } = await serve(1);
  await seen;
  await jobs.stop();
  expect(payloads).toEqual(["orphan"]);
  const left = await store.pool.query("select 1 from mortise.job_worker");
  expect(left.rowCount).toBe(0);
});

test("jobs of a living worker are left alone, and stopping waits for them", async () => {
  const begun = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  let isDone = false;
  const jobs = await startJobs({
    store,
    logger: silentLogger,
    tasks: {
      slow: async () => {
        begun.resolve();
        await finish.promise;
        isDone = true;
      },
    },
  });
  await addJob(store.db, "slow", {});
  await begun.promise;
  await store.pool.query("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'");
  const freed = await unlockDeadWorkers(store.db);
  const stopped = jobs.stop();
  finish.resolve();
  await stopped;
  expect(freed).toBe(0);
  expect(isDone).toBe(true);
});
