import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { isRecordless } from "./no-record.ts";
import { summaryContext, triggerSummary, validateFlow } from "./validate-flow.ts";

function scheduled(nodes: readonly FlowNode[], about = "once"): FlowDocument {
  return {
    ...aFlow(nodes),
    trigger: { type: "schedule", settings: { every: "day", times: ["09:00"], about } },
  };
}
const problems = (...nodes: readonly FlowNode[]) =>
  validateFlow(scheduled(nodes), leadCatalog)
    .filter(({ severity }) => severity === "error")
    .map(({ path }) => path);
const found = aNode(
  "find",
  "find-records",
  { entity: "lead", where: { rows: [] }, atMost: 10 },
  { next: "next" },
);

test("a schedule says whether it is about records", () => {
  expect(isRecordless(scheduled([]))).toBe(true);
  expect(isRecordless(scheduled([], "records"))).toBe(false);
  expect(isRecordless(aFlow([]))).toBe(false);
  const flow = scheduled([]);
  expect(triggerSummary(flow, summaryContext(flow, leadCatalog)).zh).toMatch(/运行一次$/);
});

test("steps that work on the record of the run are refused", () => {
  const title = { zh: "审批", en: "Approve" };
  const people = [{ source: "users", users: ["bob"] }];
  expect(problems(aNode("a", "approve", { to: people, title }))).toEqual(["nodes.0"]);
  expect(problems(aNode("a", "update", { values: [{ field: "name", value: "x" }] }))).toEqual(["nodes.0"]);
  expect(problems(aNode("a", "recycle", {}))).toContain("nodes.0");
  expect(
    problems(
      found,
      aNode("next", "update", { reference: "$find.records", values: [{ field: "name", value: "x" }] }),
    ),
  ).toEqual([]);
});

test("no field of a record can be used, and nobody whom a record names", () => {
  const to = [{ source: "users", users: ["bob"] }];
  const says = (zh: string, people: readonly object[] = to) =>
    problems(found, aNode("next", "notify", { to: [...people] as never, title: { zh, en: "x" } }));
  expect(says("共 {$find.count}")).toEqual([]);
  expect(says("客户 {name}")).toEqual(["nodes.1.settings.title"]);
  expect(says("早", [{ source: "owner" }])).toEqual(["nodes.1.settings.to.0"]);
});
