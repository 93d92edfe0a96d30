import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;

/** Four ways: one that fails at once, or after an hour, beside a timer and a to-do. */
const flow: FlowDocument = {
  kind: "flow",
  id: "ways",
  version: 1,
  name: { zh: "几路", en: "Ways" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: {
    type: "record-created",
    settings: { when: { "==": [{ var: "utm_campaign" }, "ways"] } },
  },
  start: "split",
  nodes: [
    {
      id: "split",
      type: "parallel",
      settings: { branches: [{ id: "x" }, { id: "y" }, { id: "z" }] },
      exits: { x: "clock", y: "ask", z: "first", next: "done" },
    },
    { id: "clock", type: "wait", settings: { for: "2h" }, exits: { next: "rang" } },
    { id: "rang", type: "update", settings: { values: [{ field: "utm_source", value: "响了" }] }, exits: {} },
    {
      id: "ask",
      type: "task",
      settings: { title: { zh: "看看", en: "Look" }, to: [{ source: "owner" }], waitForIt: true },
      exits: { next: "looked" },
    },
    { id: "looked", type: "update", settings: { values: [{ field: "company", value: "看了" }] }, exits: {} },
    { id: "first", type: "wait", settings: { for: "1h" }, exits: { next: "bad" } },
    {
      id: "bad",
      type: "update",
      settings: { values: [{ field: "mobile", value: "不是号码" }] },
      exits: {},
    },
    { id: "done", type: "update", settings: { values: [{ field: "wechat", value: "都好了" }] }, exits: {} },
  ],
};

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(flow);
});
afterAll(() => crm.close());

async function fireAll(): Promise<void> {
  while ((await crm.process.fireDueTimers()) > 0);
}

async function failedRun() {
  const record = await crm.create("lead", {
    name: "张三",
    mobile: "13800000000",
    source: "other",
    region: "3701",
    owner: crm.people["lina"] ?? "",
    utm_campaign: "ways",
  });
  crm.clock.advance(3_660_000);
  await fireAll();
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { flow: flow.id, record });
  const run = items[0];
  const mend = (action: "retry" | "skip" | "abort") =>
    crm.process.runs.mend(root, "crm", { ids: [run?.id ?? ""], action });
  const status = async () =>
    (await crm.process.runs.list(root, "crm", { flow: flow.id, record })).items[0]?.status;
  return { record, run, root, mend, status };
}

async function look(record: string): Promise<void> {
  const root = await crm.actor("root");
  const { items } = await crm.process.recordWorkItems(root, "crm", "lead", record);
  const item = items.find(({ title, status }) => title.zh === "看看" && status === "open");
  await crm.process.decide(root, item?.id ?? "", "done");
}

test("a run of which one way failed keeps the timers of the others: once it goes on they ring", async () => {
  const { record, run, mend, status } = await failedRun();
  expect(run).toMatchObject({ status: "failed", node: "bad" });
  await mend("skip");
  expect(await status()).toBe("waiting");
  crm.clock.advance(3_660_000);
  await fireAll();
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: "响了" });
  await look(record);
  expect(await status()).toBe("done");
  expect(await crm.record("lead", record)).toMatchObject({ wechat: "都好了" });
});

test("what falls due and what people say while a run rests as failed is heard when it goes on", async () => {
  const { record, mend, status } = await failedRun();
  crm.clock.advance(3_660_000);
  await fireAll();
  await look(record);
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: null, company: null });
  expect(await crm.process.nextDue()).not.toEqual(crm.clock.now());
  await mend("skip");
  await fireAll();
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: "响了", company: "看了" });
  expect(await status()).toBe("done");
});

test("trying the failed step again asks nobody twice", async () => {
  const { record, root, mend, status } = await failedRun();
  await mend("retry");
  expect(await status()).toBe("failed");
  const { items } = await crm.process.recordWorkItems(root, "crm", "lead", record);
  expect(items.filter(({ title }) => title.zh === "看看")).toHaveLength(1);
  await mend("abort");
  crm.clock.advance(3_660_000);
  await fireAll();
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: null });
});
