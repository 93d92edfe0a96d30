import type { FlowDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { PlayedRun } from "../fixtures/played-run.ts";
import { CompiledFlow } from "./compiled-flow.ts";
import { FlowVariables } from "./flow-variables.ts";
import { flowRewriter } from "./flow-rewriter.ts";
import { nodeSummary, summaryContext, validateFlow } from "./validate-flow.ts";

const bySameName = { join: "and", rows: [{ field: "name", operator: "is", value: { var: "name" } }] };
const find = (exits: Readonly<Record<string, string>>) =>
  aNode("find", "find-record", { entity: "customer", where: bySameName }, exits);
const say = (id: string, zh: string, next?: string) =>
  aNode(id, "notify", { to: [{ source: "starter" }], title: { zh, en: zh } }, next);

function titles(run: PlayedRun) {
  return run.effects.flatMap((effect) => (effect.type === "notify" ? [effect.title] : []));
}

test("a step leaves the record it found; later conditions, texts and people use its fields", () => {
  const flow = aFlow([
    find({ next: "which" }),
    aNode(
      "which",
      "condition",
      { branches: [{ id: "seen", when: { "!": [{ empty: [{ var: "$find.record.seen_at" }] }] } }] },
      { seen: "tell" },
    ),
    aNode("tell", "notify", {
      to: [{ source: "field", field: "$find.record.owner" }],
      title: { zh: "客户{$find.record.name}", en: "Customer {$find.record}" },
    }),
  ]);
  expect(validateFlow(flow, leadCatalog)).toEqual([]);
  const played = new PlayedRun(flow, { name: "海尔" }, (world) => {
    world.put("customer", { id: "c1", name: "海尔", owner: "bob", seen_at: "2026-11-01T00:00:00.000Z" });
    world.finds.set("customer", ["c1"]);
  });
  expect(played.world.searches).toEqual([
    { entity: "customer", filter: { "==": [{ var: "name" }, "海尔"] }, limit: 1 },
  ]);
  expect(played.state.outputs).toEqual({ "find.record": "c1" });
  const [told] = played.effects.filter((effect) => effect.type === "notify");
  expect(told).toMatchObject({ users: ["bob"] });
  expect(told?.title).toMatchObject({
    quotes: { "$find.record.name": null, "$find.record": null },
    origins: { "$find.record.name": { entity: "customer", record: "c1", fields: ["name"] } },
  });
});

test("a comparison with an empty value holds for no record instead of being left out", () => {
  const flow = aFlow([find({ next: "a", none: "b" }), say("a", "a"), say("b", "b")]);
  const played = new PlayedRun(flow, { name: null }, (world) => world.finds.set("customer", ["c1"]));
  expect(played.path).toEqual(["find", "b"]);
  expect(played.world.searches).toEqual([]);
});

test("records that a run has changed are written before it searches", () => {
  const flow = aFlow([
    aNode(
      "make",
      "create-record",
      { entity: "customer", values: [{ field: "name", value: "新客户" }] },
      "all",
    ),
    aNode("all", "find-records", { entity: "customer" }, "tell"),
    say("tell", "{$all.count} {$make.record}"),
  ]);
  expect(validateFlow(flow, leadCatalog)).toEqual([]);
  const world = new PlayedRun(flow);
  expect(world.movements).toBe(2);
  expect(world.state.outputs).toMatchObject({
    "make.record": "new-1",
    "all.count": "0",
    "all.records": null,
  });
  expect(titles(world)[0]?.quotes).toEqual({ "$all.count": "0", "$make.record": null });
});

test("what is not there before a step is refused with its name, in expressions, texts and people", () => {
  const flow = aFlow([
    say("early", "{$find.record.name}", "find"),
    find({ next: "late" }),
    aNode("late", "condition", { branches: [{ id: "x", when: { ">": [{ var: "$find.record.name" }, 1] } }] }),
  ]);
  const problems = validateFlow(flow, leadCatalog);
  expect(problems.map(({ node, path }) => `${node} ${path}`)).toEqual([
    "early nodes.0.settings.title",
    "late nodes.2.settings.branches.0.when",
  ]);
});

test("variables are offered with the fields of the records they hold, and only after their step", () => {
  const flow = aFlow([find({ next: "a" }), say("a", "x")]);
  const variables = new FlowVariables(flow, leadCatalog);
  expect(variables.offeredAt("find")).toEqual([]);
  const offered = variables.offeredAt("a").map(({ path }) => path);
  expect(offered.slice(0, 3)).toEqual(["$find.record", "$find.record.name", "$find.record.lead"]);
  expect(variables.find("$find.record.owner.team")?.field.type).toBe("team");
  expect(variables.find("$find.record.nothing")).toBeUndefined();
  expect(variables.find("$old.name")).toBeUndefined();
});

test("a variable adds up in a loop and keeps its kind", () => {
  const plus = { "+": [{ coalesce: [{ var: "$sum.value" }, 0] }, 2] };
  const flow = aFlow([
    aNode("sum", "set-variable", { label: { zh: "合计", en: "Sum" }, kind: "number", value: 1 }, "round"),
    aNode("round", "loop", { kind: "times", count: 3 }, { body: "add", next: "tell" }),
    aNode("add", "set-variable", { sets: "$sum.value", value: plus }),
    say("tell", "{$sum.value}"),
  ]);
  expect(validateFlow(flow, leadCatalog)).toEqual([]);
  expect(new PlayedRun(flow).state.outputs).toEqual({ "sum.value": "7" });
  expect(flow.nodes.map((node) => nodeSummary(node, summaryContext(flow, leadCatalog)).zh)[2]).toBe(
    "设置“设置变量 · 合计”",
  );
});

test("a total says what it is guarded by, so that whoever may not read the field is not told", () => {
  const flow = aFlow([
    aNode("sum", "total", { entity: "lead", of: "sum", field: "amount" }, "tell"),
    say("tell", "{$sum.result}"),
  ]);
  expect(validateFlow(flow, leadCatalog)).toEqual([]);
  const run = new PlayedRun(flow, {}, (world) => {
    world.figures = "1200.50";
  });
  expect(titles(run)[0]).toMatchObject({
    quotes: { "$sum.result": "1200.50" },
    origins: { "$sum.result": { entity: "lead", fields: ["amount"] } },
  });
});

test("a field that gets another key takes its uses behind variables along", () => {
  const flow = aFlow([find({ next: "a" }), say("a", "{$find.record.name} {name}")]);
  const renamed = flowRewriter.rewrite(flow, leadCatalog, {
    rename: (entity, field) => (entity === "customer" && field === "name" ? "title" : field),
    replaces: false,
  }) as FlowDocument; // a rewriter keeps the kind
  expect(renamed.nodes[0]?.settings["where"]).toEqual({
    join: "and",
    rows: [{ field: "title", operator: "is", value: { var: "name" } }],
  });
  expect(renamed.nodes[1]?.settings["title"]).toEqual({
    zh: "{$find.record.title} {name}",
    en: "{$find.record.title} {name}",
  });
});

test("explains a condition over a variable with the fields that guard its value", () => {
  const flow = aFlow([
    aNode("sum", "total", { entity: "customer", of: "count" }, "which"),
    aNode("which", "condition", { branches: [{ id: "x", when: { ">": [{ var: "$sum.result" }, 3] } }] }),
  ]);
  const run = new PlayedRun(flow, {}, (world) => {
    world.figures = "5";
  });
  const decisions = run.effects.flatMap((effect) => (effect.type === "decision" ? [effect.decision] : []));
  expect(decisions[0]?.details[0]).toMatchObject({
    guards: [{ entity: "customer", fields: [] }],
    label: { zh: "统计 · 统计结果" },
  });
  expect(new CompiledFlow(flow, leadCatalog).variables.of("which")).toEqual([]);
});
