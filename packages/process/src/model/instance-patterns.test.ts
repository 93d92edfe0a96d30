// The patterns of workflowpatterns.com for many instances of the same steps, by their numbers; each is one test.
import type { JsonObject } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { expect, test } from "vitest";
import { aFlow, aNode, catalogWith } from "../fixtures/lead-app.ts";
import { PlayedRun } from "../fixtures/played-run.ts";
import type { TestWorld } from "../fixtures/test-world.ts";
import { type ApprovalPart, settleApproval } from "./approval.ts";

const step = (id: string, next?: string) => aNode(id, "update", { values: [] }, next);
const hold = (id: string, next?: string) => aNode(id, "wait", { for: "1h" }, next);

const people = { entity: "lead", ids: ["p1", "p2", "p3"] };

/** The steps inside for each of three leads, and a step afterwards. */
function forEach(settings: JsonObject, exits: Readonly<Record<string, string>>, inside: readonly FlowNode[]) {
  return aFlow([
    aNode("find", "find-records", { entity: people.entity }, "each"),
    aNode("each", "loop", { kind: "each", list: "$find.records", ...settings }, exits),
    ...inside,
    step("after"),
  ]);
}

function prepare(world: TestWorld): void {
  for (const [index, id] of people.ids.entries()) world.put("lead", { id, name: `甲${index}`, owner: "bob" });
  world.finds.set("lead", people.ids);
}

const mark = aNode("mark", "update", {
  reference: "$each.item",
  values: [{ field: "amount", value: { var: "$each.index" } }],
});

test("13 multiple instances with a priori design-time knowledge: a fixed number of rounds at the same time", () => {
  const run = new PlayedRun(
    aFlow([
      aNode("each", "loop", { kind: "times", count: 3, order: "together" }, { body: "a", next: "after" }),
      hold("a"),
      step("after"),
    ]),
  );
  expect(run.waitsAt).toEqual(["a", "a", "a"]);
  run.ring("a").ring("a");
  expect(run.path).not.toContain("after");
  expect(run.ring("a").path.at(-1)).toBe("after");
});

test("14 multiple instances with a priori run-time knowledge: as many rounds as records are found, each with its own", () => {
  const run = new PlayedRun(
    forEach({ order: "together" }, { body: "a", next: "after" }, [hold("a", "mark"), mark]),
    {},
    prepare,
  );
  expect(run.waitsAt).toEqual(["a", "a", "a"]);
  run.ring("a").ring("a").ring("a");
  expect(run.path.at(-1)).toBe("after");
  expect(people.ids.map((id) => run.world.record("lead", id)?.["amount"])).toEqual(["1", "2", "3"]);
});

test("15 multiple instances without a priori knowledge: another round for as long as there is something left", () => {
  const flow = aFlow([
    aNode("n", "set-variable", { label: "n", kind: "number", value: 0 }, "more"),
    aNode(
      "more",
      "loop",
      { kind: "while", when: { "<": [{ var: "$n.value" }, 3] } },
      { body: "a", next: "after" },
    ),
    hold("a", "add"),
    aNode("add", "set-variable", { sets: "$n.value", value: { "+": [{ var: "$n.value" }, 1] } }),
    step("after"),
  ]);
  const run = new PlayedRun(flow).ring("a").ring("a");
  expect(run.path).not.toContain("after");
  expect(run.ring("a").path.at(-1)).toBe("after");
});

test("14 one after the other: each round sees its own record and nothing of the others", () => {
  const seen = aNode(
    "seen",
    "find-records",
    {
      entity: "customer",
      where: { join: "and", rows: [{ field: "name", operator: "is", value: { var: "$each.item.name" } }] },
    },
    "mark",
  );
  const run = new PlayedRun(forEach({}, { body: "seen", next: "after" }, [seen, mark]), {}, prepare);
  expect(run.path.filter((node) => node === "mark")).toHaveLength(3);
  expect(run.world.searches.slice(-1)).toMatchObject([{ filter: { "==": [{ var: "name" }, "甲2"] } }]);
  expect(run.state.outputs).toEqual({ "find.records": people.ids, "find.first": "p1", "find.count": "3" });
});

test("26 cancel multiple instance activity: one round that leaves the loop ends all of them", () => {
  const run = new PlayedRun(
    forEach({ order: "together" }, { body: "a", next: "after" }, [hold("a", "after")]),
    {},
    prepare,
  );
  run.ring("a");
  expect(run.path.at(-1)).toBe("after");
  expect(run.withdrawn).toHaveLength(2);
  expect(run.state.status).toBe("done");
});

test("34 static partial join for multiple instances: two of three let the run go on, the third carries on", () => {
  const run = new PlayedRun(
    forEach({ order: "together", goOn: "some", enough: 2 }, { body: "a", next: "after" }, [
      hold("a", "late"),
      step("late"),
    ]),
    {},
    prepare,
  );
  run.ring("a").ring("a");
  expect(run.path.filter((node) => node === "after")).toHaveLength(1);
  expect(run.waitsAt).toEqual(["a"]);
  run.ring("a");
  expect(run.path.filter((node) => node === "late")).toHaveLength(3);
  expect(run.path.filter((node) => node === "after")).toHaveLength(1);
});

test("35 cancelling partial join for multiple instances: two of three go on and the third ends", () => {
  const run = new PlayedRun(
    forEach({ order: "together", goOn: "some", enough: 2, others: "cancel" }, { body: "a", next: "after" }, [
      hold("a"),
    ]),
    {},
    prepare,
  );
  run.ring("a").ring("a");
  expect(run.withdrawn).toHaveLength(1);
  expect(run.state.status).toBe("done");
});

test("27 complete multiple instance activity: the step is left out, what is still under way is taken back, and the run goes on", () => {
  const called = aFlow([hold("a")], { id: "called", trigger: { type: "called", settings: {} } });
  const flow = aFlow([
    aNode("find", "find-records", { entity: people.entity }, "each"),
    aNode(
      "each",
      "call-flow",
      { flow: "called", records: "$find.records" },
      { next: "after", failed: "sorry" },
    ),
    step("after"),
    step("sorry"),
  ]);
  const run = new PlayedRun(flow, {}, prepare, catalogWith(called, flow));
  run.returned("each", { record: "p1", ok: true, outputs: {} });
  expect(run.waitsAt).toEqual(["each"]);
  run.state = { ...run.state, skips: ["each"] };
  run.move({ type: "go-on", token: "1", node: "each", event: { type: "start" } });
  expect(run.withdrawn).toHaveLength(1);
  expect(run.path.at(-1)).toBe("after");
});

test("36 dynamic partial join for multiple instances: people come to an approval while it runs, and a share of all of them settles it", () => {
  const voting = { mode: "share", share: 50 } as const;
  const part = (id: string, rest: Partial<ApprovalPart> = {}): ApprovalPart => ({
    id,
    assignee: id,
    status: "open",
    decision: null,
    waitsFor: null,
    madeFrom: null,
    origin: null,
    ...rest,
  });
  const said = { status: "done", decision: "approved" } as const;
  const beside = { origin: "beside", madeFrom: "b" } as const;
  expect(settleApproval(voting, [part("a", said), part("b")])).toBe("approved");
  // Whoever is asked beside them counts from then on.
  expect(settleApproval(voting, [part("a", said), part("b"), part("c", beside)])).toBe("open");
  const four = [part("a", said), part("b"), part("c", { ...beside, ...said }), part("d", beside)];
  expect(settleApproval(voting, four)).toBe("approved");
});
