import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { createPool } from "../../database/pool.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import { Counters } from "./counters.ts";

const database = useDatabase();
let store: Store;
const processes: { readonly db: Kysely<SystemDatabase>; readonly counters: Counters }[] = [];

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const no = aField("no", "auto-number", {
    unique: true,
    settings: { parts: [{ type: "counter", width: 4 }] },
  });
  await store.releases.createApp(anApp("crm", [anEntity("lead", [no])]), systemActor);
  for (let index = 0; index < 2; index += 1) {
    const pool = createPool({ url: database.url, logger: silentLogger, maxConnections: 1, durable: false });
    const db = new Kysely<SystemDatabase>({ dialect: new PostgresDialect({ pool }) });
    processes.push({ db, counters: new Counters(db) });
  }
});
afterAll(async () => {
  await store.close();
  for (const { db } of processes) await db.destroy();
});

const counter = (entity: string) => ({ app: "crm", entity, field: "no", period: "" });
const within = (last: number, count = 1) => ({ count, first: 1, last });

test("two processes draw at once, and no number comes twice; each caller's numbers rise", async () => {
  const draws = processes.map(async ({ counters }) => {
    const firsts = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        counters.draw(counter("both"), within(Infinity, 1 + (index % 3))),
      ),
    );
    expect(firsts).toEqual(firsts.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
    return firsts.flatMap((first, index) =>
      Array.from({ length: 1 + (index % 3) }, (_, n) => (first ?? 0) + n),
    );
  });
  const numbers = (await Promise.all(draws)).flat();
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(Math.max(...numbers)).toBe(numbers.length);
});

test("the last numbers go to those whom they suffice, and what is refused uses none up", async () => {
  const [one] = processes;
  const draw = (count: number) => one?.counters.draw(counter("bounded"), within(9, count));
  expect(await Promise.all([draw(4), draw(4), draw(4), draw(1), draw(1)])).toEqual([
    1,
    5,
    undefined,
    9,
    undefined,
  ]);
});

test("a draw that fails is told to every caller, and the next one works", async () => {
  const [one] = processes;
  const wrong = { ...counter("failing"), app: "\u0000" };
  const failed = await Promise.allSettled([1, 2, 3].map(async () => one?.counters.draw(wrong, within(9))));
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(await one?.counters.draw(counter("failing"), within(9))).toBe(1);
});

test("a write that takes its time holds nobody up, and leaves a gap when it is given up", async () => {
  const create = { type: "create", entity: "lead", rows: [{ name: "n" }] } as const;
  const numbers = async () => {
    const { rows } = await database.pool.query<{ no: string }>("select no from app_crm.lead order by no");
    return rows.map(({ no }) => no);
  };
  const slow = store.records.transaction(systemActor, { type: "user" }, async (transaction) => {
    await transaction.execute(systemActor, "crm", [create], { type: "user" });
    await store.records.execute(systemActor, "crm", [create], { type: "user" });
    throw new TypeError("given up");
  });
  await expect(slow).rejects.toThrow("given up");
  await store.records.execute(systemActor, "crm", [create], { type: "user" });
  expect(await numbers()).toEqual(["0002", "0003"]);
});
