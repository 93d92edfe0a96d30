import type { FlowDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, leadCatalog } from "../fixtures/lead-app.ts";
import { TestWorld } from "../fixtures/test-world.ts";
import { advance, newRun } from "./advance.ts";
import { CompiledFlow } from "./compiled-flow.ts";
import type { FlowEvent, RunState } from "./run-state.ts";
import { STEP_BUDGET } from "./walk.ts";

const START: FlowEvent = { type: "start" };

function start(document: FlowDocument, world: TestWorld, record = "l1", event = START, state?: RunState) {
  const flow = new CompiledFlow(document, leadCatalog);
  const run = state ?? newRun(flow, { entity: "lead", record, startedBy: "amy" });
  const moved = advance(flow, run, event, world);
  if (moved.kind === "needs") throw new TypeError(`needs ${JSON.stringify(moved.needs)}`);
  return moved;
}

const routing = aFlow([
  aNode("assign", "assign", {
    rules: [
      {
        id: "site",
        name: "官网济南",
        when: { and: [{ "==": [{ var: "source" }, "website"] }, { within: [{ var: "region" }, "3701"] }] },
        to: { strategy: "team-round-robin", team: "济南" },
      },
      {
        id: "equip",
        name: "装备制造",
        when: { "==": [{ var: "industry" }, "equipment"] },
        to: { strategy: "user", user: "dan" },
      },
    ],
    fallback: {
      strategy: "team-round-robin",
      teamBy: "region",
      field: "region",
      regions: [
        { region: "37", team: "济南" },
        { region: "3702", team: "qingdao" },
      ],
    },
  }),
]);

function assignedTo(world: TestWorld, record: string) {
  const moved = start(routing, world, record);
  world.apply(moved.effects);
  return world.record("lead", record)?.["owner"];
}

test("the first rule that fits decides, with the sentence and the compared values", () => {
  const world = new TestWorld().put("lead", {
    id: "l1",
    source: "website",
    region: "370102",
    industry: "equipment",
  });
  const moved = start(routing, world);
  expect(moved.effects).toContainEqual({
    type: "update",
    entity: "lead",
    id: "l1",
    values: { owner: "amy", team: "jinan" },
  });
  const decision = moved.effects.find((effect) => effect.type === "decision")?.decision;
  expect(decision?.why.zh).toBe("按“官网济南”分给amy（济南）");
  expect(
    decision?.details.some(
      (detail) => detail.label.zh === "来源" && detail.value.zh.includes("官网注册") && detail.decisive,
    ),
  ).toBe(true);
});

test("a rule may name a person", () => {
  const world = new TestWorld().put("lead", {
    id: "l1",
    source: "other",
    region: "370102",
    industry: "equipment",
  });
  expect(assignedTo(world, "l1")).toBe("dan");
});

test("without a rule the region's own row wins over its province", () => {
  const world = new TestWorld()
    .put("lead", { id: "l1", region: "370203" })
    .put("lead", { id: "l2", region: "371000" });
  expect(assignedTo(world, "l1")).toBe("dan");
  expect(assignedTo(world, "l2")).toBe("amy");
});

test("members take turns and leaders and disabled people are passed over", () => {
  const world = new TestWorld();
  const owners = Array.from({ length: 7 }, (_, index) => {
    world.put("lead", { id: `l${index}`, region: "3701" });
    return assignedTo(world, `l${index}`);
  });
  expect(owners).toEqual(["amy", "bob", "cat", "amy", "bob", "cat", "amy"]);
  world.put("lead", { id: "q1", region: "3702" }).put("lead", { id: "q2", region: "3702" });
  expect([assignedTo(world, "q1"), assignedTo(world, "q2")]).toEqual(["dan", "dan"]);
});

test("a record nobody can be found for stays without owner and says why", () => {
  const world = new TestWorld().put("lead", { id: "l1", region: "11" });
  const moved = start(routing, world);
  expect(moved.effects.filter((effect) => effect.type === "update")).toEqual([]);
  expect(moved.effects.find((effect) => effect.type === "decision")?.decision.why.zh).toBe(
    "没有规则找到可分配的人",
  );
});

test("least loaded goes to whoever holds the fewest", () => {
  const world = new TestWorld().put("lead", { id: "l1" });
  world.loads = { amy: 3, bob: 1, cat: 2 };
  const flow = aFlow([aNode("assign", "assign", { fallback: { strategy: "least-loaded", team: "jinan" } })]);
  expect(start(flow, world).effects).toContainEqual({
    type: "update",
    entity: "lead",
    id: "l1",
    values: { owner: "bob", team: "jinan" },
  });
});

test("a condition takes the first branch that holds, else the other way", () => {
  const flow = aFlow([
    aNode(
      "big",
      "condition",
      { branches: [{ id: "yes", when: { ">": [{ var: "amount" }, 500000] } }] },
      { yes: "end1", else: "end2" },
    ),
    aNode("end1", "end", {}),
    aNode("end2", "end", {}),
  ]);
  const nodes = (amount: string) =>
    start(flow, new TestWorld().put("lead", { id: "l1", amount })).trace.map((step) => step.node);
  expect(nodes("500000.01")).toEqual(["big", "end1"]);
  expect(nodes("500000.00")).toEqual(["big", "end2"]);
});

test("later steps see what earlier steps set", () => {
  const flow = aFlow([
    aNode("set", "update", { values: [{ field: "amount", value: { "+": [{ var: "amount" }, 1] } }] }, "ask"),
    aNode(
      "ask",
      "condition",
      { branches: [{ id: "yes", when: { "==": [{ var: "amount" }, 11] } }] },
      { yes: "end" },
    ),
    aNode("end", "end", {}),
  ]);
  const moved = start(flow, new TestWorld().put("lead", { id: "l1", amount: "10" }));
  expect(moved.trace.map((step) => step.node)).toEqual(["set", "ask", "end"]);
});

test("update reaches the record a reference points at and knows the time", () => {
  const world = new TestWorld().put("lead", { id: "l1", customer: "c1" }).put("customer", { id: "c1" });
  const flow = aFlow([
    aNode("set", "update", { reference: "customer", values: [{ field: "seen_at", value: { var: "$now" } }] }),
  ]);
  expect(start(flow, world).effects).toEqual([
    { type: "update", entity: "customer", id: "c1", values: { seen_at: "2026-11-22T01:00:00.000Z" } },
  ]);
});

test("a referenced record that was not fetched is asked for", () => {
  const world = new TestWorld().put("lead", { id: "l1", customer: "c1" });
  const flow = new CompiledFlow(
    aFlow([aNode("set", "update", { reference: "customer", values: [] })]),
    leadCatalog,
  );
  const partial = {
    now: world.now,
    timeZone: world.timeZone,
    calendar: world.calendar,
    roster: world.roster,
    cursors: () => ({}),
    load: () => ({}),
    tallies: () => ({}),
    label: () => undefined,
    kin: () => undefined,
    found: () => undefined,
    figure: () => undefined,
    newId: () => "new",
    record: (entity: string, id: string) => (entity === "lead" ? world.record(entity, id) : undefined),
  };
  expect(
    advance(flow, newRun(flow, { entity: "lead", record: "l1", startedBy: null }), START, partial),
  ).toEqual({
    kind: "needs",
    needs: [{ type: "record", entity: "customer", id: "c1" }],
  });
});

test("create-record links the new record back", () => {
  const world = new TestWorld().put("lead", { id: "l1", name: "张三" });
  const flow = aFlow([
    aNode("make", "create-record", {
      entity: "customer",
      link: "lead",
      values: [{ field: "name", value: { var: "name" } }],
    }),
  ]);
  expect(start(flow, world).effects).toEqual([
    { type: "create", entity: "customer", id: "new-1", values: { name: "张三", lead: "l1" } },
  ]);
});

test("a notification goes to owner and manager with the fields filled in", () => {
  const world = new TestWorld().put("lead", {
    id: "l1",
    name: "张三",
    owner: "amy",
    team: "jinan",
    source: "website",
  });
  const flow = aFlow([
    aNode("tell", "notify", {
      to: [{ source: "owner" }, { source: "manager" }],
      title: { zh: "{name}来自{source}", en: "{name} from {source}" },
    }),
  ]);
  expect(start(flow, world).effects).toEqual([
    {
      type: "notify",
      users: ["amy", "lead-jinan"],
      // The values go beside the text: who reads it is shown what they may see of them.
      title: {
        zh: "{name}来自{source}",
        en: "{name} from {source}",
        quotes: { name: "张三", source: "website" },
      },
      body: { zh: "", en: "" },
    },
  ]);
});

test("the manager of a leader is the leader above", () => {
  const world = new TestWorld().put("lead", { id: "l1", owner: "lead-jinan" });
  const flow = aFlow([aNode("tell", "notify", { to: [{ source: "manager" }], title: "x" })]);
  expect(start(flow, world).effects[0]).toMatchObject({ users: ["director"] });
});

test("wait sets a due time and goes on when the timer rings", () => {
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy" });
  const flow = aFlow([
    aNode("wait", "wait", { for: "24h" }, "back"),
    aNode("back", "recycle", { reason: "超时" }),
  ]);
  const waiting = start(flow, world);
  expect(waiting.state).toMatchObject({ status: "waiting", tokens: [{ id: "1", node: "wait" }] });
  expect(waiting.effects).toEqual([
    { type: "timer", node: "wait", token: "1", dueAt: "2026-11-23T01:00:00.000Z" },
  ]);
  const rung = start(flow, world, "l1", { type: "timer", token: "1", node: "wait" }, waiting.state);
  expect(rung.state.status).toBe("done");
  expect(rung.effects).toContainEqual({ type: "release", entity: "lead", id: "l1", reason: "超时" });
});

test("an approval waits for its word and leaves by it", () => {
  const world = new TestWorld().put("lead", { id: "l1", owner: "amy" });
  const flow = aFlow([
    aNode(
      "ask",
      "approve",
      { to: [{ source: "role", role: "director" }], mode: "all", title: "审批" },
      { rejected: "no" },
    ),
    aNode("no", "end", {}),
  ]);
  const waiting = start(flow, world);
  expect(waiting.effects).toContainEqual({
    type: "work",
    kind: "approval",
    node: "ask",
    token: "1",
    title: { zh: "审批", en: "审批" },
    assignees: ["director"],
    mode: "all",
    dueAt: null,
  });
  const by = [{ user: "director", decision: "rejected" as const, comment: "太便宜" }];
  const settled = start(
    flow,
    world,
    "l1",
    { type: "settled", token: "1", node: "ask", outcome: "rejected", by },
    waiting.state,
  );
  expect(settled.trace.map((step) => step.node)).toEqual(["ask", "no"]);
  expect(settled.effects[0]).toMatchObject({ decision: { details: [{ value: { zh: "拒绝：太便宜" } }] } });
});

test("without approvers the administrators decide", () => {
  const world = new TestWorld().put("lead", { id: "l1" });
  const flow = aFlow([aNode("ask", "approve", { to: [{ source: "manager" }], title: "审批" })]);
  expect(start(flow, world).effects).toContainEqual(
    expect.objectContaining({ type: "work", assignees: ["root"] }),
  );
});

test("a loop stops at the step budget and says so", () => {
  const flow = aFlow([aNode("a", "update", { values: [] }, "b"), aNode("b", "update", { values: [] }, "a")]);
  const moved = start(flow, new TestWorld().put("lead", { id: "l1" }));
  expect(moved.state).toMatchObject({ status: "failed", steps: STEP_BUDGET });
});

test("the same input gives the same answer", () => {
  const answer = () => start(routing, new TestWorld().put("lead", { id: "l1", region: "3701" }));
  expect(answer()).toEqual(answer());
});
