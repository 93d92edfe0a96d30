import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { nodeSummary, summaryContext, triggerSummary, validateFlow } from "./validate-flow.ts";

function problems(flow: ReturnType<typeof aFlow>) {
  return validateFlow(flow, leadCatalog).map((problem) => `${problem.severity} ${problem.path}`);
}

test("a complete flow has no problems", () => {
  const flow = aFlow([
    aNode(
      "ask",
      "condition",
      { branches: [{ id: "yes", when: { "==": [{ var: "source" }, "website"] } }] },
      { yes: "wait" },
    ),
    aNode("wait", "wait", { for: "24h" }),
  ]);
  expect(problems(flow)).toEqual([]);
});

test("unknown types, missing settings, dead lines and unreachable steps are named with their place", () => {
  const flow = aFlow([
    aNode("a", "wait", {}, "gone"),
    aNode("b", "teleport", {}),
    aNode(
      "c",
      "condition",
      { branches: [{ id: "yes", when: { "==": [{ var: "nothing" }, 1] } }] },
      { maybe: "a" },
    ),
  ]);
  expect(problems(flow)).toEqual([
    "error nodes.0.settings.for",
    "error nodes.0.exits.next",
    "error nodes.1.type",
    "error nodes.2.settings.branches.0.when",
    "error nodes.2.exits.maybe",
    "warning nodes.1",
    "warning nodes.2",
  ]);
});

test("a circle without a way out is an error, one that an answer leads out of is none", () => {
  const round = aFlow([aNode("a", "wait", { for: "1h" }, "b"), aNode("b", "wait", { for: "1h" }, "a")]);
  expect(problems(round)).toEqual([expect.stringMatching(/^error nodes\.[01]$/u)]);
  const again = aFlow([
    aNode("a", "wait", { for: "1h" }, "b"),
    aNode("b", "approve", { to: [{ source: "owner" }], title: "x" }, { returned: "a" }),
  ]);
  expect(problems(again)).toEqual([]);
});

test("a line that leaves a block of branches is pointed out", () => {
  const flow = aFlow([
    aNode("a", "wait", { for: "1h" }, "split"),
    aNode("split", "parallel", { branches: [{ id: "x" }, { id: "y" }] }, { x: "ask" }),
    aNode("ask", "approve", { to: [{ source: "owner" }], title: "x" }, { returned: "a" }),
  ]);
  expect(problems(flow)).toEqual(["warning nodes.2.exits.returned"]);
});

test("a value of the wrong kind is refused before publishing", () => {
  const flow = aFlow([aNode("a", "update", { values: [{ field: "amount", value: { var: "name" } }] })]);
  expect(problems(flow)).toEqual(["error nodes.0.settings.values.0.value"]);
});

test("a trigger that names a deleted option is refused", () => {
  const trigger = { type: "stage-changed", settings: { field: "source", to: "fax" } };
  expect(problems(aFlow([aNode("a", "end", {})], { trigger }))).toEqual(["error trigger.settings.to"]);
});

test("summaries speak of fields and options by name", () => {
  const flow = aFlow([
    aNode("ask", "condition", { branches: [{ id: "yes", when: { "==": [{ var: "source" }, "website"] } }] }),
    aNode("set", "update", { values: [{ field: "amount", value: 1 }] }),
    aNode("wait", "wait", { for: "24h" }),
  ]);
  const context = summaryContext(flow, leadCatalog);
  expect(triggerSummary(flow, context).zh).toBe("新建线索时");
  expect(flow.nodes.map((node) => nodeSummary(node, context).zh)).toEqual([
    "如果来源 是 官网注册",
    "设置金额",
    "等待 24 小时",
  ]);
});
