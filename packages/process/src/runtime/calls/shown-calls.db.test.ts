import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;

const words = (zh: string) => ({ zh, en: zh });
const set = (id: string, field: string, value: unknown, next?: string) => ({
  id,
  type: "update",
  // Expressions are JSON.
  settings: { values: [{ field, value: value as string }] },
  exits: next === undefined ? {} : { next },
});

const called: FlowDocument = {
  kind: "flow",
  id: "discount",
  version: 1,
  name: words("算折扣"),
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: {
    type: "called",
    settings: {
      inputs: [{ id: "percent", name: words("百分比"), type: "number", required: true }],
      outputs: [{ id: "text", name: words("说明"), type: "text" }],
    },
  },
  start: "note",
  nodes: [
    set("note", "company", "被调用的公司", "give"),
    {
      id: "give",
      type: "give-back",
      settings: {
        values: [{ output: "text", value: { if: [{ ">": [{ var: "$input.percent" }, 8] }, "多", "少"] } }],
      },
      exits: {},
    },
  ],
};
const calling: FlowDocument = {
  ...called,
  id: "offer",
  name: words("报价"),
  trigger: { type: "record-created", settings: { when: { "==": [{ var: "utm_campaign" }, "offer"] } } },
  start: "ask",
  nodes: [
    {
      id: "ask",
      type: "call-flow",
      settings: { flow: "discount", inputs: [{ input: "percent", value: 9 }] },
      exits: { next: "keep" },
    },
    set("keep", "utm_source", { var: "$ask.text" }),
  ],
};

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(called, calling);
});
afterAll(() => crm.close());

async function anOffer(owner = "lina") {
  const record = await crm.create("lead", {
    name: "张三",
    mobile: "13800000000",
    source: "other",
    region: "3701",
    owner: crm.people[owner] ?? "",
    utm_campaign: "offer",
  });
  const root = await crm.actor("root");
  const run = async (flow: string) =>
    (await crm.process.runs.list(root, "crm", { flow, record })).items[0]?.id ?? "";
  return { record, root, caller: await run("offer"), child: await run("discount") };
}

test("a run shows whom it called from which step, and a called one who called it", async () => {
  const { root, caller, child } = await anOffer();
  const shown = await crm.process.runs.read(root, "crm", caller);
  expect(shown).toMatchObject({
    caller: null,
    moreCalls: false,
    calls: [
      { node: "ask", run: { id: child, flowName: words("算折扣"), status: "done", recordTitle: "张三" } },
    ],
  });
  expect(await crm.process.runs.read(root, "crm", child)).toMatchObject({
    calls: [],
    caller: { id: caller, flowName: words("报价") },
  });
});

test("the timeline of the record says by which flow the called one was begun", async () => {
  const { root, record } = await anOffer();
  const why = await crm.process.decisionsFor(root, { app: "crm", entity: "lead", record });
  expect(why.map(({ why: said }) => said.zh)).toContain("由流程“报价”调用");
});

test("undoing a run tells which runs it called, and leaves these as they are", async () => {
  const { root, record, caller, child } = await anOffer();
  const preview = await crm.process.runs.previewUndo(root, "crm", caller);
  expect(preview.calls).toMatchObject([{ id: child, flowName: words("算折扣"), undone: false }]);
  await crm.process.runs.undo(root, "crm", caller, {});
  expect(await crm.record("lead", record)).toMatchObject({ utm_source: null, company: "被调用的公司" });
  await crm.process.runs.undo(root, "crm", child, {});
  expect(await crm.record("lead", record)).toMatchObject({ company: null });
});

test("a test made from a run knows what came back, and one of a called run what it was called with", async () => {
  const { root, caller, child } = await anOffer();
  const ofCaller = await crm.process.testFromRun(root, "crm", caller);
  expect(ofCaller.test.given.replies).toEqual({ ask: { outputs: { text: "多" } } });
  expect(ofCaller.test.expect).toMatchObject({
    called: ["ask"],
    values: { utm_source: "多" },
    status: "done",
  });
  const ofChild = await crm.process.testFromRun(root, "crm", child);
  expect(ofChild.test.given.inputs).toEqual({ percent: "9" });
  const { documents } = await crm.store.releases.draft("crm");
  const all = documents.map(({ document }) => document);
  const play = async (flow: FlowDocument) => crm.process.runFlowTests("crm", { flow, documents: all });
  expect(await play({ ...calling, tests: [ofCaller.test] })).toMatchObject([{ differences: [] }]);
  const { start: _start, ...rest } = calling;
  const without = {
    ...rest,
    start: "keep",
    nodes: [set("keep", "utm_source", "多")],
    tests: [ofCaller.test],
  };
  const [missing] = await play(without);
  expect(missing?.differences.map(({ zh }) => zh)).toEqual(["“ask”应当调用流程"]);
});

test("what if refuses what it cannot replay, and says why", async () => {
  const root = await crm.actor("root");
  const whatIf = (flow: FlowDocument) => crm.process.whatIf(root, { app: "crm", flow, days: 7 });
  await expect(whatIf(called)).rejects.toThrow("FLOW_WHAT_IF_CALLED");
  await expect(whatIf(calling)).resolves.toMatchObject({ starts: expect.any(Number) });
  const assign = {
    id: "assign",
    type: "assign",
    settings: { rules: [], fallback: { strategy: "pool" } },
    exits: {},
  };
  await crm.publish({
    ...called,
    id: "giving",
    trigger: { type: "called", settings: {} },
    start: "assign",
    nodes: [assign],
  });
  const nodes = [{ id: "ask", type: "call-flow", settings: { flow: "giving" }, exits: {} }];
  await expect(whatIf({ ...calling, nodes })).rejects.toThrow("FLOW_WHAT_IF_CALLS");
});

test("who may not read the record of a called run is not shown it", async () => {
  const customer = {
    ...called,
    id: "of_others",
    trigger: { type: "called", settings: {} },
    start: "keep",
    nodes: [set("keep", "company", "x")],
  };
  const find = {
    id: "find",
    type: "find-records",
    settings: {
      entity: "lead",
      where: { join: "and", rows: [{ field: "utm_campaign", operator: "is", value: "not_hers" }] },
    },
    exits: { next: "ask" },
  };
  const ask = {
    id: "ask",
    type: "call-flow",
    settings: { flow: "of_others", records: "$find.records" },
    exits: {},
  };
  await crm.publish(customer, {
    ...calling,
    id: "wide",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "utm_campaign" }, "wide"] } } },
    start: "find",
    nodes: [find, ask],
  });
  const values = { name: "李四", mobile: "13900000000", source: "other", region: "3701" };
  await crm.create("lead", { ...values, owner: crm.people["liuyang"] ?? "", utm_campaign: "not_hers" });
  const own = await crm.create("lead", { ...values, owner: crm.people["lina"] ?? "", utm_campaign: "wide" });
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { flow: "wide", record: own });
  const id = items[0]?.id ?? "";
  expect((await crm.process.runs.read(root, "crm", id)).calls).toHaveLength(1);
  const hers = await crm.process.runs.read(await crm.actor("lina"), "crm", id);
  expect(hers).toMatchObject({ calls: [], moreCalls: true });
});
