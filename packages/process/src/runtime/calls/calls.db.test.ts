import type { JsonObject } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aMark, aStep, aTask, calledFlow, callingFlow, CallTests } from "../../fixtures/call-tests.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
let tests: CallTests;
beforeAll(async () => {
  crm = await openCrm(database.url);
  tests = new CallTests(crm);
});
afterAll(() => crm.close());

const price = {
  type: "called",
  settings: {
    inputs: [{ id: "base", name: "底价", type: "number", required: true }],
    outputs: [{ id: "final", name: "成交价", type: "number" }],
  },
};
const giveBack = (value: unknown, exits: FlowNode["exits"] = {}) =>
  // Expressions are JSON.
  aStep("give", "give-back", { values: [{ output: "final", value }] } as JsonObject, exits);

test("a call waits for the end, and what is given back is used in the same transaction", async () => {
  await crm.publish(
    calledFlow("price", [giveBack({ "+": [{ var: "$input.base" }, 5] })], { trigger: price }),
    callingFlow("buy", [
      aStep("ask", "call-flow", { flow: "price", inputs: [{ input: "base", value: 10 }] }, { next: "set" }),
      aStep("set", "update", {
        values: [
          { field: "utm_source", value: { if: [{ "==": [{ var: "$ask.final" }, 15] }, "十五", "别的"] } },
        ],
      }),
    ]),
  );
  const lead = await tests.aLead("buy");
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "十五" });
  const [run] = await tests.runs("buy", lead);
  expect(run).toMatchObject({ status: "done" });
  expect(await tests.runs("price", lead)).toMatchObject([{ status: "done" }]);
  expect(await tests.stepsOf(run?.id ?? "")).toEqual(["ask", "ask", "set"]);
});

test("the caller waits for a run that waits for people, and goes on with its end, also after the flow was changed", async () => {
  const called = calledFlow("visit", [aTask("do", { next: "give" }), giveBack(7)], {
    trigger: {
      type: "called",
      settings: { inputs: [], outputs: [{ id: "final", name: "次数", type: "number" }] },
    },
  });
  const field = [{ field: "utm_source", value: { if: [{ ">": [{ var: "$ask.final" }, 6] }, "多", "少"] } }];
  await crm.publish(
    called,
    callingFlow("tour", [
      aStep("ask", "call-flow", { flow: "visit" }, { next: "set" }),
      aStep("set", "update", { values: field }),
    ]),
  );
  const lead = await tests.aLead("tour");
  const [run] = await tests.runs("tour", lead);
  const [child] = await tests.runs("visit", lead);
  expect(run).toMatchObject({ status: "waiting", node: "ask" });
  await crm.publish({ ...called, nodes: [giveBack(1)], start: "give" });
  expect(await tests.runs("visit", lead)).toMatchObject([
    { id: child?.id, release: run?.release, status: "waiting" },
  ]);
  await tests.finishTask(lead);
  expect(await tests.runs("tour", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "多" });
});

test("14 multiple instances with a priori run-time knowledge: one call for each record found, and all are waited for", async () => {
  await crm.publish(
    calledFlow("greet", [aTask("do", { next: "ok" }), aMark("ok", "已问候")]),
    callingFlow("greet_all", [
      aStep(
        "find",
        "find-records",
        {
          entity: "lead",
          where: { join: "and", rows: [{ field: "utm_campaign", operator: "is", value: "to_greet" }] },
        },
        { next: "each" },
      ),
      aStep("each", "call-flow", { flow: "greet", records: "$find.records" }, { next: "set" }),
      aStep("set", "update", {
        values: [
          { field: "utm_source", value: { if: [{ "==": [{ var: "$each.done" }, 3] }, "三个", "不对"] } },
        ],
      }),
    ]),
  );
  const leads = [await tests.aLead("to_greet"), await tests.aLead("to_greet"), await tests.aLead("to_greet")];
  const lead = await tests.aLead("greet_all");
  for (const one of leads.slice(0, 2)) await tests.finishTask(one);
  expect(await tests.runs("greet_all", lead)).toMatchObject([{ status: "waiting", node: "each" }]);
  const [last = ""] = leads.slice(2);
  await tests.finishTask(last);
  expect(await tests.runs("greet_all", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "三个" });
  expect(await crm.record("lead", last)).toMatchObject({ utm_source: "已问候" });
});

test("12 multiple instances without synchronization: what is only started goes on by itself", async () => {
  await crm.publish(
    calledFlow("aside", [aTask("do", { next: "ok" }), aMark("ok", "后来")]),
    callingFlow("starter", [
      aStep("go", "call-flow", { flow: "aside", mode: "start" }, { next: "set" }),
      aMark("set", "先走了"),
    ]),
  );
  const lead = await tests.aLead("starter");
  expect(await tests.runs("starter", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "先走了" });
  expect(await tests.runs("aside", lead)).toMatchObject([{ status: "waiting" }]);
  await tests.finishTask(lead);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "后来" });
});

const abort = aStep("no", "abort", { reason: { zh: "不行", en: "No" } });

test("what a called flow does not manage goes the caller's way of failure, or the caller fails and can be tried again", async () => {
  await crm.publish(
    calledFlow("fails", [aTask("do", { next: "no" }), abort]),
    callingFlow("careful", [
      aStep("ask", "call-flow", { flow: "fails" }, { next: "good", failed: "bad" }),
      aMark("good", "成功"),
      aStep("bad", "update", { values: [{ field: "utm_source", value: { var: "$ask.problem" } }] }),
    ]),
    callingFlow("careless", [
      aStep("ask", "call-flow", { flow: "fails" }, { next: "good" }),
      aMark("good", "成功"),
    ]),
  );
  const careful = await tests.aLead("careful");
  await tests.finishTask(careful);
  expect(await tests.runs("careful", careful)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", careful)).toMatchObject({ utm_source: "不行" });

  const careless = await tests.aLead("careless");
  await tests.finishTask(careless);
  const [run] = await tests.runs("careless", careless);
  expect(run).toMatchObject({ status: "failed", node: "ask" });
  expect(run?.error?.zh).toBe("“流程fails”没有成功：原因见被调用的运行");
  await crm.publish(calledFlow("fails", [aMark("ok", "修好了")]));
  const root = await crm.actor("root");
  await crm.process.runs.mend(root, "crm", { ids: [run?.id ?? ""], action: "retry" });
  expect(await tests.runs("careless", careless)).toMatchObject([{ status: "done" }]);
  expect((await tests.runs("fails", careless)).map(({ status }) => status)).toEqual(["done", "cancelled"]);
});

test("a caller that is held waits until somebody has mended the run that failed", async () => {
  const bad = aStep("set", "update", { values: [{ field: "mobile", value: "不是号码" }] });
  await crm.publish(
    calledFlow("strict", [bad]),
    callingFlow("patient", [
      aStep("ask", "call-flow", { flow: "strict", whenFails: "held" }, { next: "good" }),
      aMark("good", "成功"),
    ]),
  );
  const lead = await tests.aLead("patient");
  const [child] = await tests.runs("strict", lead);
  expect(child).toMatchObject({ status: "failed" });
  expect(await tests.runs("patient", lead)).toMatchObject([{ status: "waiting" }]);
  const root = await crm.actor("root");
  await crm.process.runs.mend(root, "crm", { ids: [child?.id ?? ""], action: "skip" });
  expect(await tests.runs("patient", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "成功" });
});

test("a called flow that is paused or gone, or takes something else by now, says so on the caller", async () => {
  const later = (id: string) =>
    callingFlow(id, [
      aStep("hold", "wait", { for: "1h" }, { next: "ask" }),
      aStep("ask", "call-flow", { flow: `${id}_called` }),
    ]);
  await crm.publish(
    calledFlow("paused_called", [aMark("ok", "x")]),
    calledFlow("gone_called", [aMark("ok", "x")]),
    calledFlow("other_called", [aMark("ok", "x")]),
    later("paused"),
    later("gone"),
    later("other"),
  );
  const leads = [await tests.aLead("paused"), await tests.aLead("gone"), await tests.aLead("other")];
  const root = await crm.actor("root");
  const pause = { app: "crm", flow: "paused_called", enabled: false, reason: "检查" };
  await crm.process.runs.switch(root, pause);
  await crm.publish(
    { ...later("gone"), nodes: [aMark("ok", "x")], start: "ok" },
    calledFlow("gone_called", [aMark("ok", "x")], { trigger: { type: "record-restored", settings: {} } }),
    { ...later("other"), nodes: [aMark("ok", "x")], start: "ok" },
    calledFlow("other_called", [giveBack(1)], { trigger: price }),
  );
  await tests.anHourLater();
  const failed = await Promise.all(
    leads.map(async (lead, at) => (await tests.runs(["paused", "gone", "other"][at] ?? "", lead))[0]),
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
  expect(await tests.runs("paused", leads[0])).toMatchObject([{ status: "done" }]);
});

test("20 cancel case: ending the caller ends what it waits for, with its to-dos, and not what it only started", async () => {
  await crm.publish(
    calledFlow("waited", [aTask("do")]),
    calledFlow("started", [aTask("do")]),
    callingFlow("boss", [
      aStep("go", "call-flow", { flow: "started", mode: "start" }, { next: "ask" }),
      aStep("ask", "call-flow", { flow: "waited" }),
    ]),
  );
  const lead = await tests.aLead("boss");
  expect(await tests.openTasks(lead)).toHaveLength(2);
  const [run] = await tests.runs("boss", lead);
  await crm.process.runs.mend(await crm.actor("root"), "crm", { ids: [run?.id ?? ""], action: "abort" });
  const [child] = await tests.runs("waited", lead);
  expect(child).toMatchObject({ status: "cancelled" });
  expect(child?.error?.zh).toBe("调用它的流程不再等待，已中止");
  expect(await tests.runs("started", lead)).toMatchObject([{ status: "waiting" }]);
  expect(await tests.openTasks(lead)).toHaveLength(1);
});

test("a time limit stops what has not ended by then", async () => {
  await crm.publish(
    calledFlow("slow", [aTask("do")]),
    callingFlow("hasty", [
      aStep("ask", "call-flow", { flow: "slow", atMost: "2h" }, { next: "good", failed: "bad" }),
      aMark("good", "成功"),
      aMark("bad", "太慢"),
    ]),
  );
  const lead = await tests.aLead("hasty");
  crm.clock.advance(7_300_000);
  while ((await crm.process.fireDueTimers()) > 0);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "太慢" });
  expect(await tests.runs("slow", lead)).toMatchObject([{ status: "cancelled" }]);
  expect(await tests.openTasks(lead)).toEqual([]);
});

test("27 complete multiple instance activity: somebody in charge ends the waiting, and the run goes on without what was left", async () => {
  await crm.publish(
    calledFlow("survey", [aTask("do")]),
    callingFlow("impatient", [
      aStep("ask", "call-flow", { flow: "survey" }, { next: "good" }),
      aStep("good", "task", {
        title: { zh: "别的", en: "Else" },
        to: [{ source: "owner" }],
        waitForIt: true,
      }),
    ]),
  );
  const lead = await tests.aLead("impatient");
  const [run] = await tests.runs("impatient", lead);
  const root = await crm.actor("root");
  const skip = { ids: [run?.id ?? ""], action: "skip" as const };
  expect(await crm.process.runs.mend(root, "crm", skip)).toEqual({ mended: 1, failed: 0, left: 0 });
  expect(await tests.runs("impatient", lead)).toMatchObject([{ status: "waiting", node: "good" }]);
  expect(await tests.runs("survey", lead)).toMatchObject([{ status: "cancelled" }]);
  // Nobody's word or work is passed over while it may still come.
  expect(await crm.process.runs.mend(root, "crm", skip)).toEqual({ mended: 0, failed: 0, left: 1 });
});

test("inside a loop each round calls for its own record, and the loop waits for all of them", async () => {
  await crm.publish(
    calledFlow("ring", [aTask("do", { next: "ok" }), aMark("ok", "打过")]),
    callingFlow("ring_all", [
      aStep(
        "find",
        "find-records",
        {
          entity: "lead",
          where: { join: "and", rows: [{ field: "utm_campaign", operator: "is", value: "to_ring" }] },
        },
        { next: "each" },
      ),
      aStep(
        "each",
        "loop",
        { kind: "each", list: "$find.records", order: "together" },
        { body: "call", next: "set" },
      ),
      aStep("call", "call-flow", { flow: "ring", records: "$each.item" }),
      aMark("set", "都打完"),
    ]),
  );
  const leads = [await tests.aLead("to_ring"), await tests.aLead("to_ring")];
  const lead = await tests.aLead("ring_all");
  const [first = "", second = ""] = leads;
  await tests.finishTask(second);
  expect(await tests.runs("ring_all", lead)).toMatchObject([{ status: "waiting" }]);
  await tests.finishTask(first);
  expect(await tests.runs("ring_all", lead)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "都打完" });
  expect(await crm.record("lead", first)).toMatchObject({ utm_source: "打过" });
});

test("a flow that others call cannot be deleted under them; a run that still calls one that is gone says so", async () => {
  const root = await crm.actor("root");
  const later = callingFlow("widow", [
    aStep("hold", "wait", { for: "1h" }, { next: "ask" }),
    aStep("ask", "call-flow", { flow: "mayfly" }),
  ]);
  await crm.publish(calledFlow("mayfly", [aMark("ok", "x")]), later);
  const lead = await tests.aLead("widow");
  await crm.store.releases.deleteDraft("crm", "flow/mayfly", root);
  await expect(crm.store.releases.publish("crm", { actor: root })).rejects.toThrow("STORE_PUBLISH_REFUSED");
  await crm.publish({ ...later, nodes: [aMark("ok", "x")], start: "ok" });
  await tests.anHourLater();
  const [run] = await tests.runs("widow", lead);
  expect(run).toMatchObject({ status: "failed", node: "ask" });
  expect(run?.error?.zh).toBe("“流程mayfly”没有成功：要调用的流程已被删除");
});
