import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import type { Effect } from "../../model/effect.ts";
import { rehearse } from "../../model/rehearse.ts";
import type { SendAnswer } from "../../model/run-state.ts";
import { Settings } from "../../model/settings.ts";
import { nodeSummary, summaryContext, validateFlow } from "../../model/validate-flow.ts";
import { scriptKind } from "../../outgoing/script/index.ts";

const SETTINGS: JsonObject = {
  inputs: [
    { name: "amount", field: "amount" },
    { name: "source", field: "source" },
    { name: "who", field: "owner" },
  ],
  code: "return { total: input.amount * 2, label: input.source };",
  results: {
    rows: [
      { id: "total", name: { zh: "合计", en: "Total" }, type: "number", path: "total" },
      { id: "label", name: { zh: "说明", en: "Label" }, type: "text", path: "label" },
    ],
    sample: { body: { total: 9, label: "x" } },
  },
};
const aScriptFlow = (settings: JsonObject = {}) =>
  aFlow([
    aNode("calc", "script", { ...SETTINGS, ...settings }, { next: "copy", failed: "note" }),
    aNode("copy", "update", { values: [{ field: "amount", value: { var: "$calc.total" } }] }),
    aNode("note", "update", { values: [{ field: "name", value: { var: "$calc.problem" } }] }),
  ]);
const LEAD = { name: "张三", amount: "1200.50", source: "website" };
function sendOf(effects: readonly Effect[]) {
  const send = effects.find((effect) => effect.type === "send");
  if (!send) throw new TypeError("nothing is sent");
  return send;
}
function answered(given: SendAnswer): PlayedRun {
  const run = new PlayedRun(aScriptFlow(), LEAD);
  const token = run.state.tokens[0]?.id ?? "";
  return run.move({ type: "answered", token, node: "calc", send: sendOf(run.effects).id, answer: given });
}

test("the script gets the values that were chosen, under their names, and nothing else", () => {
  const run = new PlayedRun(aScriptFlow(), LEAD);
  expect(run.waitsAt).toEqual(["calc"]);
  const send = sendOf(run.effects);
  expect(send).toMatchObject({ kind: "script", waits: "answer", policy: { tries: 3 } });
  expect(send.request).toMatchObject({
    input: { amount: 1200.5, source: "website", who: "amy" },
    seconds: 2,
  });
  const lines = scriptKind.request(new Settings(send.request)).map(({ label }) => label.en);
  expect(lines).toEqual(["input.amount", "input.source", "input.who", "Script"]);
});

test("what it gives back becomes typed results", () => {
  const run = answered({ ok: true, reply: { body: { total: 0.1 + 0.2, label: null } } });
  expect(run.state).toMatchObject({ status: "done", outputs: { "calc.total": "0.3", "calc.label": null } });
});

test.each<[string, JsonObject]>([
  ["another type", { body: { total: "a lot", label: "x" } }],
  ["a missing result", { body: { label: "x" } }],
  ["no object at all", { body: 7 }],
])("%s goes the way of failure with the name of the result", (_name, reply) => {
  const run = answered({ ok: true, reply });
  expect(run.path).toEqual(["calc", "calc", "note"]);
  expect(run.state.outputs?.["calc.problem"]).toContain("合计");
});

test("an error of the script goes the way of failure with its reason", () => {
  const run = answered({ ok: false, problem: { zh: "第 1 行：坏了", en: "line 1: broken" } });
  expect(run.path).toEqual(["calc", "calc", "note"]);
  expect(run.state.outputs).toMatchObject({ "calc.problem": "第 1 行：坏了" });
});

test("a rehearsal runs nothing and goes on with the sample, a test with what came back", () => {
  const flow = new CompiledFlow(aScriptFlow(), leadCatalog);
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy", ...LEAD });
  const run = { entity: "lead", record: "l1", startedBy: "amy" };
  expect(rehearse(flow, run, world)).toMatchObject({ state: { outputs: { "calc.total": "9" } } });
  const replies = { calc: { body: { total: 5, label: "y" } } };
  expect(rehearse(flow, run, world, { replies })).toMatchObject({
    state: { outputs: { "calc.total": "5" } },
  });
  const broken = { calc: { isFailed: true } };
  expect(rehearse(flow, run, world, { replies: broken })).toMatchObject({
    state: { outputs: { "calc.problem": "脚本出错" } },
  });
});

test("the settings are checked: names, values, the script itself", () => {
  const problems = (settings: JsonObject) =>
    validateFlow(aScriptFlow(settings), leadCatalog).map(({ path }) => path.replace("nodes.0.settings.", ""));
  expect(problems({})).toEqual([]);
  expect(problems({ code: " " })).toEqual(["code"]);
  expect(problems({ code: "x".repeat(20_001) })).toEqual(["code"]);
  expect(
    problems({
      inputs: [
        { name: "", field: "amount" },
        { name: "1a", field: "amount" },
        { name: "__proto__", field: "amount" },
        { name: "a", field: "gone" },
        { name: "a", field: "amount" },
      ],
    }),
  ).toEqual(["inputs.0.name", "inputs.1.name", "inputs.2.name", "inputs.3.field", "inputs.4.name"]);
  const flow = aScriptFlow();
  const [node] = flow.nodes;
  expect(node && nodeSummary(node, summaryContext(flow, leadCatalog)).zh).toBe("用脚本算出“合计”、“说明”");
});
