import { sameText, silentLogger, systemClock } from "@mortise/kit";
import type { ViewDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField } from "../testing/shop-app.ts";
import { createLargeApp, saveDrafts } from "./fixtures/large-app.ts";

const database = useDatabase();
let store: Store;
const actor = systemActor;

const view: ViewDocument = {
  kind: "view",
  id: "due_first",
  version: 1,
  name: sameText("Due first"),
  entity: "lead",
  layout: "table",
  columns: [{ field: "name" }],
  filter: { "==": [{ var: "city" }, "青岛"] },
  sort: [{ field: "due" }],
};

beforeAll(async () => {
  store = await openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  const fields = [aField("city", "text"), aField("due", "date")];
  const values = {
    city: "case n % 3 when 0 then '青岛' else '济南' end",
    due: "date '2026-01-01' + (n * 7919 % 3000)",
  };
  await createLargeApp({ store, pool: database.pool }, "advice", fields, values);
  await database.pool.query("analyze app_advice.lead");
  await saveDrafts(store, "advice", view);
  await store.releases.publish("advice", { actor });
  await store.releases.runTasks();
});
afterAll(() => store.close());

async function built(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    "select indexname as name from pg_indexes where schemaname = 'app_advice' and indexname like 'ax$%'",
  );
  return rows.map(({ name }) => name);
}

test("a saved view gets its index, with what it cost and what it brought", async () => {
  const [advice] = await store.releases.indexAdvice("advice");
  expect(advice).toMatchObject({
    entity: "lead",
    state: "built",
    wantedBy: ["view/due_first"],
    columns: ["city", "due", "id", "owner", "team"],
    uses: 0,
  });
  expect(advice?.bytes).toBeGreaterThan(8_192);
  expect(advice?.costAfter).toBeLessThan((advice?.costBefore ?? 0) / 3);
  expect(advice?.millisecondsBefore).toBeGreaterThan(0);
  expect(await built()).toEqual([advice?.name]);
});

test("the list of the view is answered from it", async () => {
  const query = { entity: "lead", fields: ["name"], filter: view.filter ?? true, sort: [{ field: "due" }] };
  const page = await store.records.query(actor, "advice", query);
  expect(page.items).toHaveLength(50);
  await database.pool.query("select pg_stat_force_next_flush()");
  const uses = async () => {
    await database.pool.query("select pg_stat_clear_snapshot()");
    return (await store.releases.indexAdvice("advice"))[0]?.uses ?? 0;
  };
  while ((await uses()) === 0) await store.records.query(actor, "advice", query);
  expect(await uses()).toBeGreaterThan(0);
});

test("a builder takes it away for good, and lets it be built again", async () => {
  const [advice] = await store.releases.indexAdvice("advice");
  const name = advice?.name ?? "";
  await store.releases.decideIndex("advice", name, { keep: false, actor });
  await store.releases.runTasks();
  expect(await built()).toEqual([]);
  await store.releases.reviewIndexes("advice");
  await store.releases.runTasks();
  expect((await store.releases.indexAdvice("advice"))[0]?.state).toBe("declined");
  expect(await built()).toEqual([]);
  await store.releases.decideIndex("advice", name, { keep: true, actor });
  await store.releases.runTasks();
  expect(await built()).toEqual([name]);
  await expect(store.releases.decideIndex("advice", "ghost", { keep: true, actor })).rejects.toMatchObject({
    code: "STORE_INDEX_UNKNOWN",
  });
});

test("it goes when nobody has used it for two weeks", async () => {
  await database.pool.query(
    "update mortise.index_advice set at = now() - interval '15 days', scans = 1000000",
  );
  await store.releases.reviewIndexes("advice");
  await store.releases.runTasks();
  expect(await built()).toEqual([]);
  expect((await store.releases.indexAdvice("advice"))[0]?.state).toBe("unused");
});

test("it goes with the view that wanted it", async () => {
  const [advice] = await store.releases.indexAdvice("advice");
  await store.releases.decideIndex("advice", advice?.name ?? "", { keep: true, actor });
  await store.releases.runTasks();
  expect(await built()).toHaveLength(1);
  await store.releases.deleteDraft("advice", "view/due_first", actor);
  await store.releases.publish("advice", { actor });
  await store.releases.runTasks();
  expect(await built()).toEqual([]);
  expect(await store.releases.indexAdvice("advice")).toEqual([]);
});
