import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const HOUR = 3_600_000;
const words = (text: string) => ({ zh: text, en: text });

/** Each customer is worked on for an hour; those of the same industry, or all, one after the other. */
function working(queueBy?: string): FlowDocument {
  const set = (id: string, value: string, next?: string) => ({
    id,
    type: "update",
    settings: { values: [{ field: "address", value }] },
    exits: next === undefined ? {} : { next },
  });
  return {
    kind: "flow",
    id: "working",
    version: 1,
    name: words("逐个处理"),
    entity: "customer",
    enabled: true,
    again: "queue",
    ...(queueBy === undefined ? {} : { queueBy }),
    trigger: { type: "record-created", settings: {} },
    start: "begin",
    nodes: [
      set("begin", "处理中", "hour"),
      { id: "hour", type: "wait", settings: { for: "1h" }, exits: { next: "end" } },
      set("end", "完成"),
    ],
  };
}

async function fireAll(): Promise<void> {
  while ((await crm.process.fireDueTimers()) > 0);
}

const create = (name: string, industry: string | null = "it") => crm.create("customer", { name, industry });
const states = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await crm.record("customer", id))["address"]));

/** Lets an hour pass, and whoever's turn it is begin. */
async function anHour(): Promise<void> {
  crm.clock.advance(HOUR);
  await fireAll();
}

test("runs with the same value wait for each other in their order, others do not", async () => {
  await crm.publish(working("industry"));
  const [first, second, third] = [await create("甲"), await create("乙"), await create("丙")];
  const other = await create("丁", "food");
  const free = [await create("戊", null), await create("己", null)];
  await fireAll();
  const all = [first, second, third, other, ...free];
  expect(await states(all)).toEqual(["处理中", null, null, "处理中", "处理中", "处理中"]);
  await anHour();
  expect(await states(all)).toEqual(["完成", "处理中", null, "完成", "完成", "完成"]);
  await anHour();
  expect(await states([second, third])).toEqual(["完成", "处理中"]);
  await anHour();
  expect(await states([third])).toEqual(["完成"]);
});

test("records that come at once stand in one queue, and whoever is deleted leaves it", async () => {
  await crm.publish(working("$flow"));
  const rows = ["一", "二", "三"].map((name) => ({ name }));
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "customer", rows }],
    { type: "import" },
  );
  const [first = "", second = "", third = ""] = results[0]?.ids ?? [];
  await fireAll();
  expect(await states([first, second, third])).toEqual(["处理中", null, null]);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "delete", entity: "customer", ids: [second] }],
    { type: "api" },
  );
  await fireAll();
  // Its leaving does not call the next one: the first is still under way.
  expect(await states([first, third])).toEqual(["处理中", null]);
  await anHour();
  expect(await states([first, third])).toEqual(["完成", "处理中"]);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "delete", entity: "customer", ids: [third] }],
    { type: "api" },
  );
  const next = await create("四");
  await fireAll();
  expect(await states([next])).toEqual(["处理中"]);
  await anHour();
});

test("of many that start at once in two processes, one is under way at any time, and all get their turn", async () => {
  await crm.publish(working("$flow"));
  const other = await openCrm(database.url, crm.clock);
  const count = 12;
  const ids = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      (index % 2 === 0 ? crm : other).create("customer", { name: `并发${index}` }),
    ),
  );
  for (let done = 0; done < count; done += 1) {
    await Promise.all([crm, other].map(({ process }) => process.fireDueTimers()));
    await fireAll();
    const now = await states(ids);
    expect(now.filter((state) => state === "处理中")).toHaveLength(1);
    expect(now.filter((state) => state === "完成")).toHaveLength(done);
    await anHour();
  }
  expect(new Set(await states(ids))).toEqual(new Set(["完成"]));
  await other.close();
});
