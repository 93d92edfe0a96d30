import type { JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, catalogWith } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import type { TestWorld } from "../../fixtures/test-world.ts";
import { TestWorld as World } from "../../fixtures/test-world.ts";
import { CompiledFlow } from "../../model/compiled-flow.ts";
import { flowRewriter } from "../../model/flow-rewriter.ts";
import { FlowVariables } from "../../model/flow-variables.ts";
import { rehearse } from "../../model/rehearse.ts";
import { nodeSummary, summaryContext, triggerSummary, validateFlow } from "../../model/validate-flow.ts";

const words = (word: string) => ({ zh: word, en: word });
const reads = (field: string) => ({ values: [{ field, value: { var: `$ask.${field}` } }] });

/** A flow over customers that works a price out. */
const price: FlowDocument = aFlow(
  [aNode("give", "give-back", { values: [{ output: "name", value: "x" }] })],
  {
    id: "price",
    name: words("报价"),
    entity: "customer",
    trigger: {
      type: "called",
      settings: {
        inputs: [
          { id: "base", name: words("底价"), type: "number", required: true },
          { id: "lead", name: words("来自"), type: "reference", entity: "lead" },
        ],
        outputs: [{ id: "name", name: words("名称"), type: "text" }],
      },
    },
  },
);
const BASE = { input: "base", value: 10 };

function calling(
  settings: JsonObject,
  exits: Readonly<Record<string, string>> = { next: "good" },
): FlowDocument {
  return aFlow(
    [
      aNode("find", "find-records", { entity: "customer" }, "ask"),
      aNode("ask", "call-flow", { flow: "price", records: "customer", inputs: [BASE], ...settings }, exits),
      aNode(
        "good",
        "update",
        settings["records"] === undefined && settings["mode"] === undefined ? reads("name") : { values: [] },
      ),
      aNode("bad", "update", { values: [] }),
    ],
    { id: "calling", name: words("调用者") },
  );
}

function customers(world: TestWorld): void {
  for (const id of ["c1", "c2", "c3"]) world.put("customer", { id, name: id, owner: "bob" });
  world.finds.set("customer", ["c1", "c2", "c3"]);
}

function played(settings: JsonObject = {}, exits?: Readonly<Record<string, string>>): PlayedRun {
  const flow = calling(settings, exits);
  return new PlayedRun(flow, { customer: "c1" }, customers, catalogWith(price, flow));
}

const worked = (record: string, outputs = {}) => ({ record, ok: true, outputs }) as const;
const wrong = (record: string, problem: string) => ({ record, ok: false, problem: words(problem) }) as const;

test("a call hands over values, waits for the end and leaves what is given back for later steps", () => {
  const run = played({ inputs: [BASE, { input: "lead", value: null }] });
  expect(run.calls).toMatchObject([
    {
      flow: "price",
      entity: "customer",
      record: "c1",
      waits: "answer",
      inputs: [
        { id: "base", kind: "number", value: "10" },
        { id: "lead", kind: "reference", value: null },
      ],
      wants: { name: "text" },
    },
  ]);
  expect(run.waitsAt).toEqual(["ask"]);
  run.returned("ask", worked("c1", { name: "九折" }));
  expect(run.world.record("lead", "l1")).toMatchObject({ name: "九折" });
  expect(run.state.status).toBe("done");
});

test("called for several records it goes on after the last one, and counts", () => {
  const run = played({ records: "$find.records" }, { next: "good", failed: "bad" });
  expect(run.calls.map(({ record }) => record)).toEqual(["c1", "c2", "c3"]);
  run.returned("ask", worked("c1"), worked("c2"));
  expect(run.waitsAt).toEqual(["ask"]);
  expect(run.path).toEqual(["find", "ask"]);
  run.returned("ask", worked("c3"));
  expect(run.path.at(-1)).toBe("good");
  expect(run.state.outputs).toMatchObject({ "ask.done": "3", "ask.failed": "0", "ask.problem": null });
});

test("of several that did not all work it goes the way of failure once all are back; or fails and calls these alone again", () => {
  const answers = [worked("c1"), wrong("c2", "坏了"), wrong("c3", "也坏了")];
  const guarded = played({ records: "$find.records" }, { next: "good", failed: "bad" }).returned(
    "ask",
    ...answers,
  );
  expect(guarded.path.at(-1)).toBe("bad");
  expect(guarded.state.outputs).toMatchObject({ "ask.done": "1", "ask.failed": "2", "ask.problem": "坏了" });
  const bare = played({ records: "$find.records" }).returned("ask", ...answers);
  expect(bare.state).toMatchObject({ status: "failed", stoppedAt: "ask" });
  // What a called run says may quote its record.
  expect(bare.state.error?.zh).toBe("“报价”没有成功：原因见被调用的运行");
  expect(bare.retry).toMatchObject([{ type: "go-on", node: "ask", event: { type: "start" } }]);
  bare.move(...bare.retry);
  expect(bare.calls.map(({ record }) => record)).toEqual(["c1", "c2", "c3", "c2", "c3"]);
  bare.returned("ask", worked("c2"), worked("c3"));
  expect(bare.state.outputs).toMatchObject({ "ask.done": "3", "ask.failed": "0" });
});

test("why a call is refused is told in full", () => {
  const refused = { ...wrong("c1", "流程“报价”已暂停"), isRefused: true as const };
  expect(played().returned("ask", refused).state.error?.zh).toBe("“报价”没有成功：流程“报价”已暂停");
});

test("no record to call for: nothing to do for several, a failure for one", () => {
  const none = calling({ records: "$find.records" });
  const run = new PlayedRun(none, {}, () => {}, catalogWith(price, none));
  expect(run.state.outputs).toMatchObject({ "ask.done": "0" });
  const one = calling({}, { next: "good", failed: "bad" });
  expect(new PlayedRun(one, {}, () => {}, catalogWith(price, one)).path.at(-1)).toBe("bad");
});

test("what is only started is not waited for beyond its beginning", () => {
  const run = played({ mode: "start" });
  expect(run.calls[0]).not.toHaveProperty("waits");
  run.returned("ask", worked("c1"));
  expect(run.path.at(-1)).toBe("good");
});

test("when time is over what has not ended is taken back, and the flow goes the way of failure", () => {
  const run = played({ atMost: "2h" }, { next: "good", failed: "bad" });
  run.ring("ask");
  expect(run.withdrawn).toHaveLength(1);
  expect(run.path.at(-1)).toBe("bad");
  expect(run.state.outputs).toMatchObject({ "ask.problem": "等到超时还没有结束" });
});

function problems(settings: JsonObject, called: FlowDocument = price) {
  const flow = calling({ records: "customer", ...settings });
  return validateFlow(flow, catalogWith(called, flow)).flatMap(({ severity, path, message }) =>
    path.startsWith("nodes.1.") ? [`${severity} ${path.replace("nodes.1.settings.", "")} ${message.zh}`] : [],
  );
}

test("who calls whom is checked when it is saved: the flow, its records, and what it is given", () => {
  expect(problems({})).toEqual([]);
  expect(problems({ flow: "gone" })).toEqual(["error flow 要调用的流程不存在，可能已被删除，请重新选择"]);
  expect(problems({ flow: "" })).toEqual(["error flow 请选择要调用的流程"]);
  expect(problems({}, { ...price, trigger: { type: "record-created", settings: {} } })).toEqual([
    "error flow 流程“报价”不是由“被其他流程调用”开始的，不能在这里调用",
  ]);
  expect(problems({}, { ...price, enabled: false })).toEqual([
    "warning flow 流程“报价”没有启用，调用会失败；请启用它",
  ]);
  expect(problems({ records: null })).toEqual(["error records 流程“报价”处理的是客户，请选择客户的记录"]);
  expect(problems({ inputs: [] })).toEqual(["error inputs 请填写“底价”"]);
  expect(problems({ inputs: [BASE, { input: "old", value: 1 }] })).toEqual([
    "error inputs.1.input 流程“报价”已没有这个输入，请删除这一行",
  ]);
  expect(problems({ inputs: [{ input: "base", value: { var: "name" } }] })).toEqual([
    expect.stringMatching(/^error inputs\.0\.value /u),
  ]);
  expect(problems({ inputs: [BASE, { input: "lead", value: { var: "customer" } }] })).toEqual([
    "error inputs.1.value “来自”要的是线索的记录",
  ]);
});

test("flows that come to call themselves are warned of, with the way around", () => {
  const back = aFlow([aNode("again", "call-flow", { flow: "calls_back" })], {
    id: "calls_back",
    name: words("甲"),
    trigger: { type: "called", settings: { inputs: [], outputs: [] } },
  });
  const there = {
    ...back,
    id: "there",
    name: words("乙"),
    nodes: [aNode("go", "call-flow", { flow: "calls_back" })],
    start: "go",
  };
  const around = { ...back, nodes: [aNode("again", "call-flow", { flow: "there" })] };
  const said = (flow: FlowDocument, ...others: readonly FlowDocument[]) =>
    validateFlow(flow, catalogWith(flow, ...others)).map(
      ({ severity, message }) => `${severity} ${message.zh}`,
    );
  expect(said(back)).toEqual([expect.stringContaining("warning 流程会绕回来调用自己：“甲”→“甲”")]);
  expect(said(around, there)).toEqual([expect.stringContaining("“甲”→“乙”→“甲”")]);
  expect(said({ ...price, id: "calls_back", nodes: [] }, there).join("")).not.toContain("绕回来");
});

test("a called flow uses its inputs like fields, and gives back only what it says it does", () => {
  expect(new FlowVariables(price, catalogWith(price)).at("give").map(({ path }) => path)).toEqual([
    "$input.base",
    "$input.lead",
  ]);
  const give = (values: JsonObject[], rest: Partial<FlowDocument> = {}) => {
    const flow = { ...price, nodes: [aNode("give", "give-back", { values })], ...rest };
    return validateFlow(flow, catalogWith(flow)).map(({ path, message }) => `${path} ${message.zh}`);
  };
  expect(give([{ output: "name", value: { var: "$input.lead.name" } }])).toEqual([]);
  expect(give([{ output: "name", value: { var: "$input.base" } }])).toEqual([
    expect.stringMatching(/^nodes\.0\.settings\.values\.0\.value /u),
  ]);
  expect(give([{ output: "old", value: 1 }])).toEqual([
    "nodes.0.settings.values.0.output 这个返回结果已不存在，请删除这一行",
  ]);
  expect(give([])).toEqual(["nodes.0.settings.values 请填写至少一个返回结果"]);
  expect(give([], { trigger: { type: "record-created", settings: {} } })).toEqual([
    "nodes.0.settings 只有由“被其他流程调用”开始的流程才能返回结果",
  ]);
});

test("the declaration of inputs and outputs is complete, and no name is there twice", () => {
  const declared = (settings: JsonObject) => {
    const flow = { ...price, nodes: [], trigger: { type: "called", settings } };
    return validateFlow(flow, catalogWith(flow)).flatMap(({ path }) => (path === "start" ? [] : [path]));
  };
  const row = { id: "a", name: words("甲"), type: "text" };
  expect(declared({ inputs: [row], outputs: [row] })).toEqual([]);
  expect(declared({ inputs: [row, { ...row, id: "b" }] })).toEqual(["trigger.settings.inputs.1.name"]);
  expect(declared({ inputs: [{ id: "a", type: "text" }] })).toEqual(["trigger.settings.inputs.0.name"]);
  expect(declared({ outputs: [{ ...row, type: "reference" }] })).toEqual([
    "trigger.settings.outputs.0.entity",
  ]);
});

test("both say in one line what they do, in both languages", () => {
  const flow = calling({ records: "$find.records" });
  const catalog = catalogWith(price, flow);
  const ask = flow.nodes[1];
  expect(ask && nodeSummary(ask, summaryContext(flow, catalog))).toEqual({
    zh: "为“查找多条记录 · 找到的记录”调用“报价”",
    en: expect.stringContaining("Call “报价” for “"),
  });
  const give = price.nodes[0];
  expect(give && nodeSummary(give, summaryContext(price, catalog)).zh).toBe("填写“返回结果 · 名称”");
  expect(triggerSummary(price, summaryContext(price, catalog)).zh).toBe(
    "其他流程为客户调用时，带入底价、来自",
  );
});

test("a test run calls nothing and takes it to have worked; a test of the flow knows what came back", () => {
  const flow = calling({}, { next: "good", failed: "bad" });
  const compiled = new CompiledFlow(flow, catalogWith(price, flow));
  const world = new World();
  world.put("lead", { id: "l1", customer: "c1", owner: "amy" });
  customers(world);
  const run = { entity: "lead", record: "l1", startedBy: null };
  const steps = (replies: JsonObject) => {
    const outcome = rehearse(compiled, run, world, { replies });
    if (outcome.kind !== "rehearsed") throw new TypeError("all is known");
    return {
      path: outcome.steps.map(({ node }) => node),
      texts: outcome.steps.map(({ text }) => text.zh),
      effects: outcome.effects,
    };
  };
  const assumed = steps({});
  expect(assumed.path).toEqual(["find", "ask", "ask", "good"]);
  expect(assumed.texts[2]).toBe("“报价”已完成（试运行不会真正调用，按成功处理）");
  expect(steps({ ask: { outputs: { name: "九折" } } }).effects).toContainEqual(
    expect.objectContaining({ type: "update", values: { name: "九折" } }),
  );
  expect(steps({ ask: { problem: "坏了" } }).path.at(-1)).toBe("bad");
});

test("a field that gets another key is followed in what is handed over and given back", () => {
  const flow = calling({ inputs: [{ input: "base", value: { var: "amount" } }] });
  const giving = {
    ...price,
    entity: "lead",
    nodes: [
      aNode("give", "give-back", { values: [{ output: "name", value: { var: "$input.lead.amount" } }] }),
      aNode("own", "give-back", { values: [{ output: "name", value: { var: "amount" } }] }),
    ],
  };
  const rename = (entity: string, field: string) =>
    entity === "lead" && field === "amount" ? "budget" : field;
  const rewritten = (document: FlowDocument) =>
    flowRewriter.rewrite(document, catalogWith(flow, giving), { rename, replaces: false });
  expect(JSON.stringify(rewritten(flow))).toContain('{"input":"base","value":{"var":"budget"}}');
  const values = JSON.stringify(rewritten(giving));
  expect(values).toContain('{"var":"$input.lead.budget"}');
  expect(values).toContain('{"var":"budget"}');
});
