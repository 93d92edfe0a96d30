import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterEach, expect, test, vi } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { anApp, anEntity } from "../testing/shop-app.ts";
import { CHANGE_CHANNEL, type ChangeNotification } from "./change-notice.ts";

const database = useDatabase();
const stores: Store[] = [];

async function open(): Promise<Store> {
  const store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  stores.push(store);
  if (store.releases.apps().length === 0)
    await store.releases.createApp(anApp("crm", [anEntity("lead")]), systemActor);
  return store;
}

async function create(store: Store, name: string): Promise<string> {
  const command = { type: "create", entity: "lead", rows: [{ name }] } as const;
  const result = await store.records.execute(systemActor, "crm", [command], { type: "user" });
  return result.results[0]?.ids[0] ?? "";
}

async function idsSince(store: Store, position: string): Promise<readonly string[]> {
  const missed = await store.changes.since(position);
  if (missed.kind === "unknown") throw new TypeError("the position is unknown");
  return missed.notices.flatMap((notice) => notice.ids);
}

/** A position with nothing to tell: work open in any database of the server holds positions back until it ends. */
async function settledPosition(store: Store): Promise<string> {
  return vi.waitFor(async () => {
    const position = await store.changes.position();
    expect(await store.changes.since(position)).toMatchObject({ kind: "changes", notices: [] });
    return position;
  }, 20_000);
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
});

test("each process hears what the others commit, with a position to go on from", async () => {
  const [one, two] = [await open(), await open()];
  const heard: ChangeNotification[] = [];
  await two.listen(CHANGE_CHANNEL, (payload) => {
    if (payload !== undefined) heard.push(JSON.parse(payload) as ChangeNotification);
  });
  const id = await create(one, "a");
  await expect.poll(() => heard.flatMap(({ ids }) => ids)).toContain(id);
  const next = await create(one, "b");
  expect(await idsSince(two, heard[0]?.position ?? "")).toContain(next);
});

test("a position stays good over a restart, and commits that overtake each other are not lost", async () => {
  const store = await open();
  const slow = await database.pool.connect();
  await slow.query("begin");
  await slow.query(`insert into mortise.change_feed (notice) values ('{"ids": ["slow"]}')`);
  const quick = await create(store, "quick");
  const position = await store.changes.position();
  expect(await idsSince(store, position)).toContain(quick);
  await store.close();
  stores.length = 0;
  const again = await open();
  await slow.query("commit");
  slow.release();
  expect(await idsSince(again, position)).toEqual(expect.arrayContaining(["slow", quick]));
  expect(await idsSince(again, await settledPosition(again))).toEqual([]);
});

test("what is pruned, made up or of another database is unknown", async () => {
  const store = await open();
  const before = await store.changes.position();
  await create(store, "old");
  await database.pool.query("update mortise.change_feed set at = at - interval '25 hours'");
  expect(await store.changes.prune()).toBeGreaterThan(0);
  for (const position of [before, "x", "-1", "9".repeat(19), "9".repeat(40), ""])
    expect((await store.changes.since(position)).kind).toBe("unknown");
  const after = await settledPosition(store);
  const id = await create(store, "new");
  expect(await idsSince(store, after)).toEqual([id]);
});

test("an undone transaction leaves nothing in the feed", async () => {
  const store = await open();
  const position = await settledPosition(store);
  const failing = store.records.transaction(systemActor, { type: "user" }, async (transaction) => {
    const command = { type: "create", entity: "lead", rows: [{ name: "never" }] } as const;
    await transaction.execute(systemActor, "crm", [command], { type: "user" });
    throw new TypeError("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await idsSince(store, position)).toEqual([]);
});
