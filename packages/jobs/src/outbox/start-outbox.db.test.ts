import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { ManualClock, silentLogger, systemClock } from "@mortise/kit";
import {
  addSends,
  discardSends,
  listSends,
  type NewSend,
  openStore,
  readSend,
  replaySends,
  restingTargets,
  type Store,
  tidySends,
} from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { aSend } from "./fixtures/sends.ts";
import type { Sender } from "./sender.ts";
import { type OutboxOptions, type RunningOutbox, startOutbox } from "./start-outbox.ts";

const database = useDatabase();
let store: Store;
const clock = new ManualClock("2026-11-30T01:00:00.000Z");
const running: RunningOutbox[] = [];
beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
});
afterEach(async () => {
  for (const outbox of running.splice(0)) await outbox.stop();
  await store.pool.query("truncate mortise.outbox, mortise.outbox_try, mortise.outbox_target");
});
afterAll(() => store.close());

async function serve(sender: Sender, options: Partial<OutboxOptions> = {}): Promise<RunningOutbox> {
  const outbox = await startOutbox({
    store,
    clock,
    logger: silentLogger,
    senders: { test: sender },
    intervalMs: 20,
    random: () => 0,
    ...options,
  });
  running.push(outbox);
  return outbox;
}

async function add(...sends: readonly NewSend[]): Promise<void> {
  await store.db.transaction().execute((db) => addSends(db, sends, clock.now()));
}
const isSettled = (id: string, status: string) =>
  vi.waitFor(async () => expect((await readSend(store.db, id))?.send.status).toBe(status), 20_000);

test("what a transaction takes back is never sent; what it commits is sent once", async () => {
  const sent: string[] = [];
  await serve(async ({ id }) => {
    sent.push(id);
    return { type: "taken", status: 200, answer: { body: "ok" } };
  });
  const [undone, kept] = [aSend(), aSend()];
  await store.db
    .transaction()
    .execute(async (db) => {
      await addSends(db, [undone], clock.now());
      await Promise.reject(new TypeError("stop"));
    })
    .catch(() => undefined);
  await add(kept);
  await isSettled(kept.id, "sent");
  expect(sent).toEqual([kept.id]);
  expect(await readSend(store.db, kept.id)).toMatchObject({
    send: { answer: { body: "ok" }, attempts: 1, problem: null },
    tries: [{ number: 1, status: 200, problem: null }],
  });
});

test("what fails is tried again after pauses, under the same id, and given up in the end; it can be replayed", async () => {
  const problem = { zh: "不行", en: "No" };
  const seen: string[] = [];
  let isWell = false;
  const outbox = await serve(async ({ id }) => {
    seen.push(id);
    return isWell ? { type: "taken" } : { type: "failed", problem, status: 503 };
  });
  const send = aSend();
  await add(send);
  for (const [tries, pause] of [
    [1, 5_000],
    [2, 10_000],
  ] as const) {
    await vi.waitFor(async () => {
      const { send: row } = (await readSend(store.db, send.id)) ?? {};
      expect(row).toMatchObject({ attempts: tries, problem });
      expect(Date.parse(row?.due_at ?? "") - clock.now().getTime()).toBe(pause);
    }, 20_000);
    clock.advance(pause);
    outbox.wake();
  }
  await isSettled(send.id, "dead");
  expect(new Set(seen)).toEqual(new Set([send.id]));
  expect(seen).toHaveLength(3);
  isWell = true;
  await replaySends(store.db, [send.id], clock.now());
  await isSettled(send.id, "sent");
  expect((await readSend(store.db, send.id))?.tries.map(({ status }) => status)).toEqual([
    503,
    503,
    503,
    null,
  ]);
});

test("what is refused is not tried again; what nobody sends here is told so", async () => {
  await serve(async () => ({ type: "refused", problem: { zh: "不收", en: "Refused" }, status: 400 }));
  const [refused, unknown] = [aSend(), aSend({ kind: "pigeon" })];
  await add(refused, unknown);
  await isSettled(refused.id, "dead");
  await isSettled(unknown.id, "dead");
  expect((await readSend(store.db, unknown.id))?.send.problem?.en).toContain("not set up");
});

test("a target in trouble is left alone and holds up no other; when it is well all goes out", async () => {
  const counts: Record<string, number> = {};
  let isWell = false;
  const outbox = await serve(async ({ request }) => {
    const to = String(request["to"]);
    counts[to] = (counts[to] ?? 0) + 1;
    return to === "good" || isWell
      ? { type: "taken" }
      : { type: "failed", problem: { zh: "连不上", en: "Unreachable" } };
  });
  const policy = { tries: 50, firstPause: 1, longestPause: 1 };
  const to = (target: string) =>
    Array.from({ length: 200 }, () => aSend({ target, policy, request: { to: target } }));
  await add(...to("bad"), ...to("good"));
  await vi.waitFor(async () => expect(counts["good"]).toBe(200), 20_000);
  await vi.waitFor(async () => {
    expect(await restingTargets(store.db, "crm", clock.now())).toMatchObject([
      { target: "bad", waiting: 200 },
    ]);
  }, 20_000);
  // Five failures and what was under way with them: not one try for each of the two hundred.
  expect(counts["bad"]).toBeLessThanOrEqual(12);
  isWell = true;
  await vi.waitFor(async () => {
    clock.advance(60_000);
    outbox.wake();
    expect(
      await listSends(store.db, { app: "crm", status: "waiting", entities: ["lead"], limit: 500 }),
    ).toEqual([]);
  }, 20_000);
  expect(await restingTargets(store.db, "crm", clock.now())).toEqual([]);
});

test("several processes share the work, and each send goes out once", async () => {
  const sent: string[] = [];
  const sender: Sender = async ({ id }) => {
    sent.push(id);
    return { type: "taken" };
  };
  await Promise.all([serve(sender), serve(sender), serve(sender)]);
  const sends = Array.from({ length: 300 }, (_, index) => aSend({ target: `t${index % 7}` }));
  await add(...sends);
  await vi.waitFor(() => expect(sent.length).toBeGreaterThanOrEqual(300), 20_000);
  expect(new Set(sent).size).toBe(300);
  expect(sent).toHaveLength(300);
});

test("the word of a process whose lease is over counts no more", async () => {
  const finish = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  await serve(async () => {
    begun.resolve();
    await finish.promise;
    return { type: "taken", answer: { by: "late" } };
  });
  const send = aSend();
  await add(send);
  await begun.promise;
  // As if it had not given a sign of life for long: another one takes it.
  await store.pool.query(
    "update mortise.outbox set lease = gen_random_uuid(), leased_until = now() + interval '1 hour'",
  );
  finish.resolve();
  await running.splice(0)[0]?.stop();
  expect((await readSend(store.db, send.id))?.send).toMatchObject({ status: "waiting", answer: null });
});

test("what kills its process each time is given up", async () => {
  let tries = 0;
  await serve(async () => {
    tries += 1;
    return { type: "taken" };
  });
  const send = aSend({ policy: { tries: 2, firstPause: 1, longestPause: 1 } });
  await add(send);
  await isSettled(send.id, "sent");
  // As if two processes had died at it.
  await store.pool.query("update mortise.outbox set status = 'waiting', attempts = 2, settled_at = null");
  await isSettled(send.id, "dead");
  expect(tries).toBe(1);
});

test("a process that is asked to stop lets what is under way end, and gives the rest back", async () => {
  const begun = Promise.withResolvers<void>();
  const outbox = await serve(
    async ({ signal }) =>
      new Promise((_resolve, reject) => {
        begun.resolve();
        signal.addEventListener("abort", () => reject(new TypeError("stopped")));
      }),
  );
  const send = aSend();
  await add(send);
  await begun.promise;
  await outbox.stop();
  running.splice(0);
  await serve(async () => ({ type: "taken" }));
  await isSettled(send.id, "sent");
  expect((await readSend(store.db, send.id))?.send.attempts).toBe(2);
});

test("what is discarded is not sent, and old sends go after their days", async () => {
  const [waiting, dead] = [aSend({ waits: "held" }), aSend()];
  await add(waiting, dead);
  await store.pool.query("update mortise.outbox set status = 'dead', settled_at = $2 where id = $1", [
    dead.id,
    clock.now(),
  ]);
  await discardSends(store.db, [waiting.id], clock.now());
  await serve(async () => ({ type: "taken" }));
  expect((await readSend(store.db, waiting.id))?.send.status).toBe("dropped");
  clock.advance(31 * 86_400_000);
  expect(await tidySends(store.db, clock.now())).toBe(1);
  expect(await readSend(store.db, waiting.id)).toBeUndefined();
  // What failed stays for somebody to look at.
  expect((await readSend(store.db, dead.id))?.send.status).toBe("dead");
});

test("sends of a killed process go on in another one once its lease is over, under the same id", async () => {
  const heard: string[] = [];
  const begun = Promise.withResolvers<void>();
  const server = createServer((request) => {
    request.on("data", (chunk) => {
      heard.push(String(chunk));
      begun.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP
  const real = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "fixtures/outbox-process.ts"), database.url, `http://127.0.0.1:${port}`],
    { stdio: "ignore" },
  );
  const send = aSend();
  await real.db.transaction().execute((db) => addSends(db, [send], new Date()));
  await begun.promise;
  child.kill("SIGKILL");
  const { rows } = await database.pool.query<{ left: number }>(
    "select extract(epoch from leased_until - clock_timestamp())::float8 as left from mortise.outbox",
  );
  // Promised: within fifteen seconds. The rest is the time that a look at the outbox takes.
  expect(rows[0]?.left).toBeLessThanOrEqual(8);
  const resumed: string[] = [];
  await serve(
    async ({ id }) => {
      resumed.push(id);
      return { type: "taken" };
    },
    { store: real, clock: systemClock },
  );
  await vi.waitFor(() => expect(resumed).toEqual([send.id]), 20_000);
  expect(heard).toEqual([send.id]);
  for (const outbox of running.splice(0)) await outbox.stop();
  await real.close();
  server.closeAllConnections();
  server.close();
});
