import { type JsonObject, newId } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { readRun, systemActor, writeJournal } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countStatements } from "../../fixtures/count-statements.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const node = (id: string, type: string, settings: JsonObject, exits: FlowNode["exits"] = {}): FlowNode => ({
  id,
  type,
  settings,
  exits,
});

let serial = 0;

function aFlow(id: string, nodes: readonly FlowNode[], rest: Partial<FlowDocument> = {}): FlowDocument {
  const [first] = nodes;
  return {
    kind: "flow",
    id,
    version: 1,
    name: { zh: `流程${id}`, en: `Flow ${id}` },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "called", settings: { inputs: [], outputs: [] } },
    ...(first ? { start: first.id } : {}),
    nodes,
    ...rest,
  };
}

/** A flow that changes of a field of their own start, so that tests do not get into each other's way. */
function caller(id: string, nodes: readonly FlowNode[]): FlowDocument {
  const when = { "==": [{ var: "utm_campaign" }, id] };
  return aFlow(id, nodes, { trigger: { type: "record-created", settings: { when } } });
}

async function aLead(campaign: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  serial += 1;
  return crm.create("lead", {
    name: `线索${serial}`,
    mobile: `138${String(serial).padStart(8, "0")}`,
    source: "other",
    region: "3701",
    owner: crm.people["lina"] ?? "",
    utm_campaign: campaign,
    ...values,
  });
}

async function runs(flow: string, record?: string) {
  const query = { flow, ...(record === undefined ? {} : { record }) };
  return (await crm.process.runs.list(await crm.actor("root"), "crm", query)).items;
}

async function stepsOf(run: string): Promise<readonly string[]> {
  const { steps } = await crm.process.runs.read(await crm.actor("root"), "crm", run);
  return steps.map((step) => step.node);
}

const price = {
  type: "called",
  settings: {
    inputs: [{ id: "base", name: "底价", type: "number", required: true }],
    outputs: [{ id: "final", name: "成交价", type: "number" }],
  },
};
const giveBack = (value: unknown, exits: FlowNode["exits"] = {}) =>
  // Expressions are JSON.
  node("give", "give-back", { values: [{ output: "final", value }] } as JsonObject, exits);

test("a call waits for the end, and what is given back is used in the same transaction", async () => {
  await crm.publish(
    aFlow("price", [giveBack({ "+": [{ var: "$input.base" }, 5] })], { trigger: price }),
    caller("buy", [
      node("ask", "call-flow", { flow: "price", inputs: [{ input: "base", value: 10 }] }, { next: "set" }),
      node("set", "update", {
        values: [
          { field: "utm_source", value: { if: [{ "==": [{ var: "$ask.final" }, 15] }, "十五", "别的"] } },
        ],
      }),
    ]),
  );
  const lead = await aLead("buy");
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "十五" });
  const [run] = await runs("buy", lead);
  expect(run).toMatchObject({ status: "done" });
  expect(await runs("price", lead)).toMatchObject([{ status: "done" }]);
  expect(await stepsOf(run?.id ?? "")).toEqual(["ask", "ask", "set"]);
});

const task = (id: string, exits: FlowNode["exits"] = {}) =>
  node(id, "task", { title: { zh: "联系", en: "Call" }, to: [{ source: "owner" }], waitForIt: true }, exits);
const mark = (id: string, value: string, exits: FlowNode["exits"] = {}) =>
  node(id, "update", { values: [{ field: "utm_source", value }] }, exits);

async function openTasks(record: string) {
  const { items } = await crm.process.recordWorkItems(await crm.actor("root"), "crm", "lead", record);
  // The app itself has to-dos for leads.
  return items.filter(({ status, title }) => status === "open" && title.zh === "联系");
}

async function finishTask(record: string, at: CrmStore = crm): Promise<void> {
  const [item] = await openTasks(record);
  await at.process.decide(await crm.actor("root"), item?.id ?? "", "done");
}

test("the caller waits for a run that waits for people, and goes on with its end, also after the flow was changed", async () => {
  const called = aFlow("visit", [task("do", { next: "give" }), giveBack(7)], {
    trigger: {
      type: "called",
      settings: { inputs: [], outputs: [{ id: "final", name: "次数", type: "number" }] },
    },
  });
  const field = [{ field: "utm_source", value: { if: [{ ">": [{ var: "$ask.final" }, 6] }, "多", "少"] } }];
  await crm.publish(
    called,
    caller("tour", [
      node("ask", "call-flow", { flow: "visit" }, { next: "set" }),
      node("set", "update", { values: field }),
    ]),
  );
  const lead = await aLead("tour");
  const [run] = await runs("tour", lead);
  const [child] = await runs("visit", lead);
  expect(run).toMatchObject({ status: "waiting", node: "ask" });
  await crm.publish({ ...called, nodes: [giveBack(1)], start: "give" });
  expect(await runs("visit", lead)).toMatchObject([
    { id: child?.id, release: run?.release, status: "waiting" },
  ]);
  await finishTask(lead);
  expect(await runs("tour", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "多" });
});

test("14 multiple instances with a priori run-time knowledge: one call for each record found, and all are waited for", async () => {
  await crm.publish(
    aFlow("greet", [task("do", { next: "ok" }), mark("ok", "已问候")]),
    caller("greet_all", [
      node(
        "find",
        "find-records",
        {
          entity: "lead",
          where: { join: "and", rows: [{ field: "utm_campaign", operator: "is", value: "to_greet" }] },
        },
        { next: "each" },
      ),
      node("each", "call-flow", { flow: "greet", records: "$find.records" }, { next: "set" }),
      node("set", "update", {
        values: [
          { field: "utm_source", value: { if: [{ "==": [{ var: "$each.done" }, 3] }, "三个", "不对"] } },
        ],
      }),
    ]),
  );
  const leads = [await aLead("to_greet"), await aLead("to_greet"), await aLead("to_greet")];
  const lead = await aLead("greet_all");
  for (const one of leads.slice(0, 2)) await finishTask(one);
  expect(await runs("greet_all", lead)).toMatchObject([{ status: "waiting", node: "each" }]);
  const [last = ""] = leads.slice(2);
  await finishTask(last);
  expect(await runs("greet_all", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "三个" });
  expect(await crm.record("lead", last)).toMatchObject({ utm_source: "已问候" });
});

test("12 multiple instances without synchronization: what is only started goes on by itself", async () => {
  await crm.publish(
    aFlow("aside", [task("do", { next: "ok" }), mark("ok", "后来")]),
    caller("starter", [
      node("go", "call-flow", { flow: "aside", mode: "start" }, { next: "set" }),
      mark("set", "先走了"),
    ]),
  );
  const lead = await aLead("starter");
  expect(await runs("starter", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "先走了" });
  expect(await runs("aside", lead)).toMatchObject([{ status: "waiting" }]);
  await finishTask(lead);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "后来" });
});

const abort = node("no", "abort", { reason: { zh: "不行", en: "No" } });

test("what a called flow does not manage goes the caller's way of failure, or the caller fails and can be tried again", async () => {
  await crm.publish(
    aFlow("fails", [task("do", { next: "no" }), abort]),
    caller("careful", [
      node("ask", "call-flow", { flow: "fails" }, { next: "good", failed: "bad" }),
      mark("good", "成功"),
      node("bad", "update", { values: [{ field: "utm_source", value: { var: "$ask.problem" } }] }),
    ]),
    caller("careless", [node("ask", "call-flow", { flow: "fails" }, { next: "good" }), mark("good", "成功")]),
  );
  const careful = await aLead("careful");
  await finishTask(careful);
  expect(await runs("careful", careful)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", careful)).toMatchObject({ utm_source: "不行" });

  const careless = await aLead("careless");
  await finishTask(careless);
  const [run] = await runs("careless", careless);
  expect(run).toMatchObject({ status: "failed", node: "ask" });
  expect(run?.error?.zh).toBe("“流程fails”没有成功：原因见被调用的运行");
  await crm.publish(aFlow("fails", [mark("ok", "修好了")]));
  const root = await crm.actor("root");
  await crm.process.runs.mend(root, "crm", { ids: [run?.id ?? ""], action: "retry" });
  expect(await runs("careless", careless)).toMatchObject([{ status: "done" }]);
  expect((await runs("fails", careless)).map(({ status }) => status)).toEqual(["done", "cancelled"]);
});

test("a caller that is held waits until somebody has mended the run that failed", async () => {
  const bad = node("set", "update", { values: [{ field: "mobile", value: "不是号码" }] });
  await crm.publish(
    aFlow("strict", [bad]),
    caller("patient", [
      node("ask", "call-flow", { flow: "strict", whenFails: "held" }, { next: "good" }),
      mark("good", "成功"),
    ]),
  );
  const lead = await aLead("patient");
  const [child] = await runs("strict", lead);
  expect(child).toMatchObject({ status: "failed" });
  expect(await runs("patient", lead)).toMatchObject([{ status: "waiting" }]);
  const root = await crm.actor("root");
  await crm.process.runs.mend(root, "crm", { ids: [child?.id ?? ""], action: "skip" });
  expect(await runs("patient", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "成功" });
});

test("a called flow that is paused or gone, or takes something else by now, says so on the caller", async () => {
  const later = (id: string) =>
    caller(id, [
      node("hold", "wait", { for: "1h" }, { next: "ask" }),
      node("ask", "call-flow", { flow: `${id}_called` }),
    ]);
  await crm.publish(
    aFlow("paused_called", [mark("ok", "x")]),
    aFlow("gone_called", [mark("ok", "x")]),
    aFlow("other_called", [mark("ok", "x")]),
    later("paused"),
    later("gone"),
    later("other"),
  );
  const leads = [await aLead("paused"), await aLead("gone"), await aLead("other")];
  const root = await crm.actor("root");
  const pause = { app: "crm", flow: "paused_called", enabled: false, reason: "检查" };
  await crm.process.runs.switch(root, pause);
  await crm.publish(
    { ...later("gone"), nodes: [mark("ok", "x")], start: "ok" },
    aFlow("gone_called", [mark("ok", "x")], { trigger: { type: "record-restored", settings: {} } }),
    { ...later("other"), nodes: [mark("ok", "x")], start: "ok" },
    aFlow("other_called", [giveBack(1)], { trigger: price }),
  );
  crm.clock.advance(3_700_000);
  while ((await crm.process.fireDueTimers()) > 0);
  const failed = await Promise.all(
    leads.map(async (lead, at) => (await runs(["paused", "gone", "other"][at] ?? "", lead))[0]),
  );
  expect(failed.map((run) => run?.status)).toEqual(["failed", "failed", "failed"]);
  expect(failed.map((run) => run?.error?.zh)).toEqual([
    "“流程paused_called”没有成功：流程“流程paused_called”已暂停或没有启用",
    "“流程gone_called”没有成功：流程“流程gone_called”现在不能被调用",
    "“流程other_called”没有成功：没有给流程“流程other_called”的输入“底价”",
  ]);
  await crm.process.runs.switch(root, { ...pause, enabled: true, reason: "" });
  const [first] = failed;
  await crm.process.runs.mend(root, "crm", { ids: [first?.id ?? ""], action: "retry" });
  expect(await runs("paused", leads[0])).toMatchObject([{ status: "done" }]);
});

test("20 cancel case: ending the caller ends what it waits for, with its to-dos, and not what it only started", async () => {
  await crm.publish(
    aFlow("waited", [task("do")]),
    aFlow("started", [task("do")]),
    caller("boss", [
      node("go", "call-flow", { flow: "started", mode: "start" }, { next: "ask" }),
      node("ask", "call-flow", { flow: "waited" }),
    ]),
  );
  const lead = await aLead("boss");
  expect(await openTasks(lead)).toHaveLength(2);
  const [run] = await runs("boss", lead);
  await crm.process.runs.mend(await crm.actor("root"), "crm", { ids: [run?.id ?? ""], action: "abort" });
  const [child] = await runs("waited", lead);
  expect(child).toMatchObject({ status: "cancelled" });
  expect(child?.error?.zh).toBe("调用它的流程不再等待，已中止");
  expect(await runs("started", lead)).toMatchObject([{ status: "waiting" }]);
  expect(await openTasks(lead)).toHaveLength(1);
});

test("a time limit stops what has not ended by then", async () => {
  await crm.publish(
    aFlow("slow", [task("do")]),
    caller("hasty", [
      node("ask", "call-flow", { flow: "slow", atMost: "2h" }, { next: "good", failed: "bad" }),
      mark("good", "成功"),
      mark("bad", "太慢"),
    ]),
  );
  const lead = await aLead("hasty");
  crm.clock.advance(7_300_000);
  while ((await crm.process.fireDueTimers()) > 0);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "太慢" });
  expect(await runs("slow", lead)).toMatchObject([{ status: "cancelled" }]);
  expect(await openTasks(lead)).toEqual([]);
});

test("22 recursion: a flow may call itself, ten levels deep and no further, and says so", async () => {
  const again = node("again", "call-flow", { flow: "deep" });
  await crm.publish(
    aFlow("deep", [again]),
    caller("diver", [node("ask", "call-flow", { flow: "deep" }, { failed: "bad" }), mark("bad", "停住")]),
  );
  const lead = await aLead("diver");
  const all = await runs("deep", lead);
  expect(all).toHaveLength(10);
  expect(all.every(({ status }) => status === "failed")).toBe(true);
  expect(all.filter(({ error }) => error?.zh.includes("超过了 10 层"))).toHaveLength(1);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "停住" });
});

test("calls since one run begin 5,000 runs at most, and the one that would be too many says so", async () => {
  await crm.publish(
    aFlow("little", [mark("ok", "x")]),
    caller("storm", [
      node("hold", "wait", { for: "1h" }, { next: "ask" }),
      node("ask", "call-flow", { flow: "little" }, { next: "more" }),
      node("more", "call-flow", { flow: "little" }),
    ]),
  );
  const lead = await aLead("storm");
  const [run] = await runs("storm", lead);
  const row = await readRun(crm.store.db, run?.id ?? "");
  if (!row) throw new TypeError("the run was there a moment ago");
  const others = Array.from({ length: 4999 }, () => ({
    ...row,
    id: newId(),
    flow: "little",
    status: "done" as const,
    root: row.id,
    depth: 1,
  }));
  await writeJournal(crm.store.db, { runs: others });
  crm.clock.advance(3_700_000);
  while ((await crm.process.fireDueTimers()) > 0);
  const [after] = await runs("storm", lead);
  expect(after).toMatchObject({ status: "failed", node: "more" });
  expect(after?.error?.zh).toContain("超过了 5000 次");
});

test("27 complete multiple instance activity: somebody in charge ends the waiting, and the run goes on without what was left", async () => {
  await crm.publish(
    aFlow("survey", [task("do")]),
    caller("impatient", [
      node("ask", "call-flow", { flow: "survey" }, { next: "good" }),
      node("good", "task", { title: { zh: "别的", en: "Else" }, to: [{ source: "owner" }], waitForIt: true }),
    ]),
  );
  const lead = await aLead("impatient");
  const [run] = await runs("impatient", lead);
  const root = await crm.actor("root");
  const skip = { ids: [run?.id ?? ""], action: "skip" as const };
  expect(await crm.process.runs.mend(root, "crm", skip)).toEqual({ mended: 1, failed: 0, left: 0 });
  expect(await runs("impatient", lead)).toMatchObject([{ status: "waiting", node: "good" }]);
  expect(await runs("survey", lead)).toMatchObject([{ status: "cancelled" }]);
  // Nobody's word or work is passed over while it may still come.
  expect(await crm.process.runs.mend(root, "crm", skip)).toEqual({ mended: 0, failed: 0, left: 1 });
});

test("inside a loop each round calls for its own record, and the loop waits for all of them", async () => {
  await crm.publish(
    aFlow("ring", [task("do", { next: "ok" }), mark("ok", "打过")]),
    caller("ring_all", [
      node(
        "find",
        "find-records",
        {
          entity: "lead",
          where: { join: "and", rows: [{ field: "utm_campaign", operator: "is", value: "to_ring" }] },
        },
        { next: "each" },
      ),
      node(
        "each",
        "loop",
        { kind: "each", list: "$find.records", order: "together" },
        { body: "call", next: "set" },
      ),
      node("call", "call-flow", { flow: "ring", records: "$each.item" }),
      mark("set", "都打完"),
    ]),
  );
  const leads = [await aLead("to_ring"), await aLead("to_ring")];
  const lead = await aLead("ring_all");
  const [first = "", second = ""] = leads;
  await finishTask(second);
  expect(await runs("ring_all", lead)).toMatchObject([{ status: "waiting" }]);
  await finishTask(first);
  expect(await runs("ring_all", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "都打完" });
  expect(await crm.record("lead", first)).toMatchObject({ utm_source: "打过" });
});

test("many callers in one write cost as few statements as a handful of them", async () => {
  await crm.publish(
    aFlow("quick", [mark("ok", "快")]),
    caller("import_all", [
      node("ask", "call-flow", { flow: "quick" }, { next: "set" }),
      node("set", "update", { values: [{ field: "company", value: "完成" }] }),
    ]),
  );
  const statements = countStatements(crm.store);
  const write = async (count: number): Promise<number> => {
    const rows = Array.from({ length: count }, (_, index) => ({
      name: `批${count}-${index}`,
      mobile: "13800000000",
      source: "other",
      region: "3701",
      owner: crm.people["lina"] ?? "",
      utm_campaign: "import_all",
    }));
    const before = statements();
    const { results } = await crm.store.records.execute(
      systemActor,
      "crm",
      [{ type: "create", entity: "lead", rows }],
      { type: "import" },
    );
    const ids = results[0]?.ids ?? [];
    const taken = statements() - before;
    const done = await Promise.all(ids.map(async (id) => (await crm.record("lead", id))["company"]));
    expect(new Set(done)).toEqual(new Set(["完成"]));
    return taken;
  };
  await write(5);
  const few = await write(5);
  expect(await write(60)).toBeLessThanOrEqual(few + 2);
});
