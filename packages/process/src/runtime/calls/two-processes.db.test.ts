import type { FlowDocument } from "@mortise/metadata";
import { lockRuns } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
let other: CrmStore;

const called: FlowDocument = {
  kind: "flow",
  id: "called",
  version: 1,
  name: { zh: "被调用", en: "Called" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "called", settings: { inputs: [], outputs: [] } },
  start: "hold",
  nodes: [{ id: "hold", type: "wait", settings: { for: "1h" }, exits: {} }],
};
const calling: FlowDocument = {
  ...called,
  id: "calling",
  name: { zh: "调用者", en: "Caller" },
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "utm_campaign" }, "calling"] } } },
  start: "ask",
  nodes: [
    { id: "ask", type: "call-flow", settings: { flow: "called" }, exits: { next: "set" } },
    { id: "set", type: "update", settings: { values: [{ field: "utm_source", value: "好了" }] }, exits: {} },
  ],
};

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(called, calling);
  other = await openCrm(database.url, crm.clock);
});
afterAll(() => Promise.all([crm.close(), other.close()]));

async function aCaller() {
  const record = await crm.create("lead", {
    name: "张三",
    mobile: "13800000000",
    source: "other",
    region: "3701",
    owner: crm.people["lina"] ?? "",
    utm_campaign: "calling",
  });
  const root = await crm.actor("root");
  const run = async (flow: string) => (await crm.process.runs.list(root, "crm", { flow, record })).items[0];
  return { record, run };
}

test("an end that comes while somebody else moves the caller waits for them, and another process tells it", async () => {
  const { record, run } = await aCaller();
  const caller = (await run("calling"))?.id ?? "";
  crm.clock.advance(3_660_000);
  await crm.store.db.transaction().execute(async (transaction) => {
    await lockRuns(transaction, [caller]);
    await vi.waitFor(async () => {
      await other.process.fireDueTimers();
      expect((await run("called"))?.status).toBe("done");
    }, 20_000);
    expect((await run("calling"))?.status).toBe("waiting");
    expect(await other.process.deliverReturns()).toBe(0);
  });
  expect(await other.process.deliverReturns()).toBe(1);
  expect((await run("calling"))?.status).toBe("done");
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: "好了" });
  expect(await crm.process.deliverReturns()).toBe(0);
});

test("two processes at once tell each caller once", async () => {
  const callers = await Promise.all(Array.from({ length: 12 }, () => aCaller()));
  crm.clock.advance(3_660_000);
  await vi.waitFor(async () => {
    await Promise.all([
      crm.process.fireDueTimers({ limit: 3 }),
      other.process.fireDueTimers({ limit: 3 }),
      crm.process.deliverReturns(),
      other.process.deliverReturns(),
    ]);
    const statuses = await Promise.all(callers.map(async ({ run }) => (await run("calling"))?.status));
    expect(new Set(statuses)).toEqual(new Set(["done"]));
  }, 20_000);
  const root = await crm.actor("root");
  for (const { run } of callers) {
    const { steps } = await crm.process.runs.read(root, "crm", (await run("calling"))?.id ?? "");
    expect(steps.map(({ node }) => node)).toEqual(["ask", "ask", "set"]);
  }
});

test("what is broken off in the middle has not happened: neither the end nor what the caller made of it", async () => {
  const { record, run } = await aCaller();
  crm.clock.advance(3_660_000);
  const stop = new Error("the process is gone");
  let isGone = true;
  crm.store.records.react(() => (isGone ? Promise.reject(stop) : Promise.resolve()), { looksAt: () => true });
  await expect(crm.process.fireDueTimers()).rejects.toThrow("the process is gone");
  isGone = false;
  expect((await run("called"))?.status).toBe("waiting");
  expect((await run("calling"))?.status).toBe("waiting");
  await other.process.fireDueTimers();
  expect((await run("calling"))?.status).toBe("done");
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: "好了" });
});
