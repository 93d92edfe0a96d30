import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
let store: Store;

const numbered = (settings: NonNullable<ReturnType<typeof aField>["settings"]>) => [
  aField("area", "text"),
  aField("no", "auto-number", { unique: true, settings }),
];

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  const counter = (width: number) => ({ type: "counter", width });
  await store.releases.createApp(
    anApp("crm", [
      anEntity(
        "lead",
        numbered({
          parts: [{ type: "field", field: "area" }, { type: "date", format: "yyyyMM" }, counter(4)],
          reset: "week",
        }),
      ),
      anEntity(
        "bounded",
        numbered({
          parts: [{ type: "date", format: "yyyyMMdd" }, counter(1)],
          overflow: "refuse",
          reset: "day",
        }),
      ),
      anEntity("later", numbered({ parts: [counter(3)], next: 500 })),
      anEntity("bulk", numbered({ parts: [counter(16)] })),
    ]),
    systemActor,
  );
});
afterAll(async () => {
  await store.close();
});

async function create(
  entity: string,
  ...rows: readonly Record<string, unknown>[]
): Promise<readonly string[]> {
  const { results } = await store.records.execute(systemActor, "crm", [{ type: "create", entity, rows }], {
    type: "user",
  });
  const { rows: stored } = await database.pool.query<{ no: string }>(
    `select no from app_crm.${entity} where id = any($1::uuid[]) order by no`,
    [results[0]?.ids],
  );
  return stored.map(({ no }) => no);
}

const digits = (from: number, count: number, width: number) =>
  Array.from({ length: count }, (_, index) => String(from + index).padStart(width, "0"));

test("200 creates at once get 200 numbers, and a new week starts again", async () => {
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, index) => create("lead", { name: `n${index}`, area: "青 岛" })),
  );
  expect(all.flat().toSorted()).toEqual(digits(1, 200, 4).map((number) => `青岛202611${number}`));
  expect(await create("lead", { name: "without" })).toEqual(["2026110201"]);
  clock.set("2026-11-23T01:30:00Z");
  expect(await create("lead", { name: "monday", area: "B" })).toEqual(["B2026110001"]);
});

test("a counter that may not grow refuses when its digits are used up, until it starts again", async () => {
  expect(await create("bounded", ...Array.from({ length: 9 }, () => ({ name: "x" })))).toEqual(
    digits(1, 9, 1).map((number) => `20261123${number}`),
  );
  await expect(create("bounded", { name: "x" })).rejects.toEqual(
    expect.objectContaining({ code: "STORE_NUMBERS_USED_UP" }),
  );
  clock.set("2026-11-24T01:30:00Z");
  expect(await create("bounded", { name: "x" })).toEqual(["202611241"]);
});

test("the first number can be set, also later, and no number occurs twice", async () => {
  expect(await create("later", { name: "a" }, { name: "b" })).toEqual(["500", "501"]);
  expect(await create("later", { name: "c" })).toEqual(["502"]);
});

test("10,000 rows draw their numbers from one counter in one statement", async () => {
  const before = await database.pool.query("select value from mortise.counter where entity = 'bulk'");
  expect(before.rowCount).toBe(0);
  const numbers = await create(
    "bulk",
    ...Array.from({ length: 10_000 }, (_, index) => ({ name: `n${index}` })),
  );
  expect(numbers).toEqual(digits(1, 10_000, 16));
});

test("numbers that come from elsewhere are passed by the counter of their own period and never drawn again", async () => {
  expect(await create("later", { no: "510" }, { no: "A7" }, {})).toEqual(["510", "511", "A7"]);
  expect(await create("later", { no: "512" }, { no: "300" })).toEqual(["300", "512"]);
  expect(await create("later", {})).toEqual(["513"]);
  clock.set("2026-12-01T01:30:00Z");
  const given = await create("bounded", { no: "202612013" }, { no: "202612028" }, { no: "202613019" });
  expect(given).toHaveLength(3);
  expect(await create("bounded", {})).toEqual(["202612014"]);
  clock.set("2026-12-02T01:30:00Z");
  expect(await create("bounded", {})).toEqual(["202612029"]);
  expect(await create("lead", { area: "青 岛", no: "青岛2026120040" })).toHaveLength(1);
  expect(await create("lead", { area: "青岛" })).toEqual(["青岛2026120041"]);
});
