import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import type { Command, RecordValues } from "../record-command.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
let store: Store;

const rollup = (id: string, name: string, stored: boolean) =>
  aField(id, "rollup", { settings: { list: "calls", function: name, field: "length", stored } });
const formula = (id: string, resultKind: string, expression: RecordValues[string] | object) =>
  // Expressions are JSON.
  aField(id, "formula", { settings: { resultKind, expression: expression as never } });

const call = anEntity("call", [
  aField("customer", "reference", { settings: { entity: "customer" } }),
  aField("started", "datetime"),
  aField("ended", "datetime"),
  aField("length", "duration", { settings: { smallest: "minute" } }),
  formula("took", "duration", { "-": [{ var: "ended" }, { var: "started" }] }),
  formula("again_at", "datetime", { "+": [{ var: "ended" }, { var: "length" }] }),
]);
const customer = anEntity("customer", [
  aField("calls", "reverse-list", { settings: { entity: "call", field: "customer" } }),
  rollup("all_live", "sum", false),
  rollup("all_kept", "sum", true),
  rollup("usual", "avg", true),
  rollup("longest", "max", true),
]);

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await store.releases.createApp(anApp("dur", [customer, call]), systemActor);
});
afterAll(() => store.close());

async function run(...commands: readonly Command[]): Promise<readonly string[]> {
  clock.advance(1);
  const { results } = await store.records.execute(systemActor, "dur", commands, { type: "user" });
  return results.flatMap(({ ids }) => ids);
}

test("durations are kept, subtracted, added to moments, totalled, averaged, filtered, sorted and drawn", async () => {
  const [owner = ""] = await run({ type: "create", entity: "customer", rows: [{ name: "c" }] });
  const at = (time: string) => `2026-11-22T${time}.000Z`;
  const [first = ""] = await run({
    type: "create",
    entity: "call",
    rows: [
      { name: "a", customer: owner, length: "1 h 30 min", started: at("01:00:00"), ended: at("03:30:30") },
      { name: "b", customer: owner, length: 601, started: at("05:00:00"), ended: at("04:00:00") },
      { name: "c", customer: owner },
    ],
  });
  const { record } = await store.records.get(systemActor, "dur", "call", first);
  expect(record).toMatchObject({ length: "5400", took: "9030", again_at: at("05:00:30") });
  const total = (await store.records.get(systemActor, "dur", "customer", owner)).record;
  expect(total).toMatchObject({ all_live: "6001", all_kept: "6001", usual: "3001", longest: "5400" });
  const page = await store.records.query(systemActor, "dur", {
    entity: "call",
    filter: { ">=": [{ var: "length" }, "600"] },
    sort: [{ field: "length" }],
  });
  expect(page.items.map((item) => [item["name"], item["took"]])).toEqual([
    ["b", "-3600"],
    ["a", "9030"],
  ]);
  const name = { zh: "n", en: "n" };
  const groups = await store.records.aggregate(systemActor, "dur", {
    entity: "call",
    dimensions: [],
    measures: [
      { id: "sum", name, function: "sum", field: "length" },
      { id: "avg", name, function: "avg", field: "length" },
    ],
  });
  expect(groups.rows[0]?.values).toEqual({ sum: "6001", avg: "3000.5" });
  // What is the same length is no change.
  await run({ type: "update", entity: "call", changes: [{ id: first, values: { length: "90 min" } }] });
  const history = await store.records.history(systemActor, "dur", { entity: "call", id: first });
  expect(history.items).toHaveLength(1);
});
