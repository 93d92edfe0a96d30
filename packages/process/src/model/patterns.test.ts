// The control-flow patterns of workflowpatterns.com, by their numbers; each is one test.
import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode } from "../fixtures/lead-app.ts";
import { PlayedRun } from "../fixtures/played-run.ts";

const step = (id: string, next?: string) => aNode(id, "update", { values: [] }, next);
const hold = (id: string, next?: string) => aNode(id, "wait", { for: "1h" }, next);
const ask = (id: string, exits: Readonly<Record<string, string>>) =>
  aNode(id, "approve", { to: [{ source: "owner" }], title: id }, exits);
const big = { ">": [{ var: "amount" }, 100] };
const web = { "==": [{ var: "source" }, "website"] };

function parallel(exits: Readonly<Record<string, string>>, settings: JsonObject = {}) {
  const branches = Object.keys(exits)
    .filter((exit) => exit !== "next")
    .map((id) => ({ id }));
  return aNode("split", "parallel", { branches, ...settings }, exits);
}

test("1 sequence: one step after the other", () => {
  expect(new PlayedRun(aFlow([step("a", "b"), step("b", "c"), step("c")])).path).toEqual(["a", "b", "c"]);
});

test("2 parallel split: all branches are under way at the same time", () => {
  const run = new PlayedRun(aFlow([parallel({ x: "a", y: "b" }), hold("a"), hold("b")]));
  expect(run.waitsAt).toEqual(["a", "b"]);
  expect(run.effects.filter((effect) => effect.type === "timer")).toHaveLength(2);
});

test("3 synchronization: the step afterwards is taken once, after the last branch", () => {
  const run = new PlayedRun(
    aFlow([parallel({ x: "a", y: "b", next: "c" }), hold("a"), hold("b"), step("c")]),
  );
  run.ring("b");
  expect(run.path).not.toContain("c");
  run.ring("a");
  expect(run.path.filter((node) => node === "c")).toEqual(["c"]);
  expect(run.state.status).toBe("done");
});

test("4 and 5 exclusive choice and simple merge: one way, and the step where they meet is taken once", () => {
  const flow = aFlow([
    aNode("which", "condition", { branches: [{ id: "yes", when: big }] }, { yes: "a", else: "b" }),
    step("a", "c"),
    step("b", "c"),
    step("c"),
  ]);
  expect(new PlayedRun(flow, { amount: "101" }).path).toEqual(["which", "a", "c"]);
  expect(new PlayedRun(flow, { amount: "100" }).path).toEqual(["which", "b", "c"]);
});

const choices = aFlow([
  aNode(
    "which",
    "inclusive",
    {
      branches: [
        { id: "x", when: big },
        { id: "y", when: web },
      ],
    },
    { x: "a", y: "b", else: "d", next: "c" },
  ),
  hold("a"),
  hold("b"),
  step("d"),
  step("c"),
]);

test("6 multi-choice: every branch that applies, or the way for none", () => {
  expect(new PlayedRun(choices, { amount: "101", source: "website" }).waitsAt).toEqual(["a", "b"]);
  expect(new PlayedRun(choices, { amount: "101", source: "other" }).waitsAt).toEqual(["a"]);
  expect(new PlayedRun(choices, { amount: "1", source: "other" }).path).toEqual(["which", "d", "which", "c"]);
});

test("7 structured synchronizing merge: waits for the branches that were taken and for no other", () => {
  const both = new PlayedRun(choices, { amount: "101", source: "website" }).ring("a");
  expect(both.waitsAt).toEqual(["b"]);
  expect(both.ring("b").path.at(-1)).toBe("c");
  expect(new PlayedRun(choices, { amount: "101", source: "other" }).ring("a").path.at(-1)).toBe("c");
});

test("9 structured discriminator: the first branch lets the run go on, the others carry on without effect on it", () => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "a", y: "b", next: "c" }, { goOn: "first" }),
      hold("a"),
      hold("b", "late"),
      step("late"),
      hold("c", "d"),
      step("d"),
    ]),
  );
  run.ring("a");
  expect(run.waitsAt).toEqual(["b", "c"]);
  run.ring("b");
  expect(run.path.filter((node) => node === "c")).toHaveLength(1);
  expect(run.path).toContain("late");
  run.ring("c");
  expect(run.path.filter((node) => node === "d")).toHaveLength(1);
  expect(run.state).toMatchObject({ status: "done", tokens: [], blocks: [] });
});

test("10 arbitrary cycles: a returned approval goes back and is asked again", () => {
  const run = new PlayedRun(
    aFlow([step("fill", "ask"), ask("ask", { approved: "ok", returned: "fill" }), step("ok")]),
  );
  run.settle("ask", "returned");
  expect(run.waitsAt).toEqual(["ask"]);
  run.settle("ask", "approved");
  expect(run.path).toEqual(["fill", "ask", "ask", "fill", "ask", "ask", "ok"]);
});

test("10 with 自动去重: who has approved once is not asked again, unless it must be in person", () => {
  const twice = (settings: JsonObject) =>
    aFlow([
      ask("first", { approved: "second" }),
      aNode("second", "approve", { to: [{ source: "owner" }], title: "x", ...settings }, { approved: "ok" }),
      step("ok"),
    ]);
  expect(new PlayedRun(twice({ sameAgain: "ever" })).settle("first").waitsAt).toEqual(["second"]);
  const by = [{ user: "amy", decision: "approved" as const, comment: null }];
  const words = (settings: JsonObject) => {
    const run = new PlayedRun(twice(settings));
    return run.move({ type: "settled", token: "1", node: "first", outcome: "approved", by });
  };
  expect(words({ sameAgain: "ever" }).path.slice(-2)).toEqual(["second", "ok"]);
  expect(words({ sameAgain: "adjacent" }).path.at(-1)).toBe("ok");
  expect(words({ sameAgain: "ever", mustApprove: true }).waitsAt).toEqual(["second"]);
  expect(words({}).waitsAt).toEqual(["second"]);
});

test("11 implicit termination: the run is done when nothing is left to do", () => {
  const run = new PlayedRun(aFlow([parallel({ x: "a", y: "b" }), hold("a"), hold("b")]));
  expect(run.ring("a").state.status).toBe("waiting");
  expect(run.ring("b").state.status).toBe("done");
});

test("16 deferred choice: whichever comes first decides, and the other is withdrawn", () => {
  const flow = aFlow([
    parallel({ word: "ask", time: "clock", next: "c" }, { goOn: "first", others: "cancel" }),
    ask("ask", { approved: "yes" }),
    step("yes"),
    hold("clock", "late"),
    step("late"),
    step("c"),
  ]);
  const inTime = new PlayedRun(flow).settle("ask");
  expect(inTime.path.slice(-3)).toEqual(["yes", "split", "c"]);
  expect(inTime.withdrawn).toHaveLength(1);
  const tooLate = new PlayedRun(flow).ring("clock");
  expect(tooLate.path.slice(-3)).toEqual(["late", "split", "c"]);
  expect(tooLate.state.status).toBe("done");
});

test("20 cancel case: the whole run ends and says where it stood", () => {
  const run = new PlayedRun(aFlow([parallel({ x: "a", y: "b" }), hold("a"), hold("b")]));
  run.move({ type: "cancel", reason: { zh: "撤回", en: "Withdrawn" } });
  expect(run.state).toMatchObject({ status: "cancelled", stoppedAt: "a", tokens: [] });
});

test("21 structured loop: a number of rounds, or while a condition holds", () => {
  const times = aFlow([
    aNode("loop", "loop", { kind: "times", count: 3 }, { body: "a", next: "b" }),
    step("a"),
    step("b"),
  ]);
  expect(new PlayedRun(times).path).toEqual(["loop", "a", "loop", "a", "loop", "a", "loop", "b"]);
  const whileSmall = aFlow([
    aNode(
      "loop",
      "loop",
      { kind: "while", when: { "<": [{ var: "amount" }, 3] } },
      { body: "add", next: "b" },
    ),
    aNode("add", "update", { values: [{ field: "amount", value: { "+": [{ var: "amount" }, 1] } }] }),
    step("b"),
  ]);
  const run = new PlayedRun(whileSmall, { amount: "1" });
  expect(run.path.filter((node) => node === "add")).toHaveLength(2);
  expect(run.path.at(-1)).toBe("b");
  expect(new PlayedRun(whileSmall, { amount: "3" }).path).toEqual(["loop", "b"]);
});

test("24 persistent trigger: a timer that rings late is taken when it comes, one that is over moves nothing", () => {
  const run = new PlayedRun(aFlow([hold("a", "b"), step("b")]));
  const token = run.state.tokens[0]?.id ?? "";
  run.ring("a");
  run.move({ type: "timer", token, node: "a" });
  expect(run.path).toEqual(["a", "a", "b"]);
});

test("25 cancel region: a way that goes back out of a parallel step takes the other branches with it", () => {
  const run = new PlayedRun(
    aFlow([
      step("fill", "split"),
      parallel({ x: "ask", y: "b", next: "c" }),
      ask("ask", { returned: "fill" }),
      hold("b"),
      step("c"),
    ]),
  );
  run.settle("ask", "returned");
  expect(run.waitsAt).toEqual(["ask", "b"]);
  expect(run.withdrawn).toHaveLength(1);
  run.settle("ask").ring("b");
  expect(run.path.filter((node) => node === "c")).toHaveLength(1);
});

test("29 cancelling discriminator: the first branch goes on and the others end, with what they asked for", () => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "a", y: "b", z: "ask", next: "c" }, { goOn: "first", others: "cancel" }),
      hold("a"),
      hold("b"),
      ask("ask", {}),
      hold("c"),
    ]),
  );
  run.ring("b");
  expect(run.waitsAt).toEqual(["c"]);
  expect(run.withdrawn).toHaveLength(2);
});

test.for([
  [30, "structured", "go-on", ["c", "d"]],
  [32, "cancelling", "cancel", ["d"]],
] as const)("%i %s partial join: goes on after two of three branches", ([, , others, waitsAt]) => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "a", y: "b", z: "c", next: "d" }, { goOn: "some", count: 2, others }),
      hold("a"),
      hold("b"),
      hold("c"),
      hold("d"),
    ]),
  );
  expect(run.ring("a").waitsAt).toEqual(["b", "c"]);
  expect(run.ring("b").waitsAt).toEqual(waitsAt);
});

test("18 milestone: a step is taken only while its condition holds, or the other way once it is too late", () => {
  const flow = aFlow([
    aNode("until", "wait", { until: "condition", when: big, atMost: "2h" }, { next: "a", late: "b" }),
    step("a"),
    step("b"),
  ]);
  const run = new PlayedRun(flow, { amount: "1" });
  const timer = { type: "changed", token: "1", node: "until" } as const;
  run.move(timer);
  expect(run.waitsAt).toEqual(["until"]);
  run.world.put("lead", { id: "l1", owner: "amy", amount: "500" });
  expect(run.move(timer).path).toEqual(["until", "until", "a"]);
  expect(new PlayedRun(flow, { amount: "1" }).ring("until").path.at(-1)).toBe("b");
  expect(new PlayedRun(flow, { amount: "500" }).path).toEqual(["until", "a"]);
});

test("19 cancel task: one that is no longer wanted is taken back, and the run goes on", () => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "task", y: "clock", next: "after" }, { goOn: "first", others: "cancel" }),
      aNode("task", "task", { to: [{ source: "owner" }], title: "x", waitForIt: true }),
      hold("clock"),
      step("after"),
    ]),
  );
  run.ring("clock");
  expect(run.withdrawn).toHaveLength(1);
  expect(run.path.at(-1)).toBe("after");
});

test("20 cancel case from inside: the abort step ends the run with its reason", () => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "a", y: "stop" }),
      hold("a"),
      aNode("stop", "abort", { reason: { zh: "客户取消", en: "Called off" } }),
    ]),
  );
  expect(run.state).toMatchObject({
    status: "cancelled",
    stoppedAt: "stop",
    error: { zh: "客户取消", en: "Called off" },
    tokens: [],
  });
  expect(run.withdrawn).toHaveLength(2);
});

test("37 local synchronizing merge: an inner split joins before the outer one", () => {
  const run = new PlayedRun(
    aFlow([
      parallel({ x: "inner", y: "b", next: "c" }),
      aNode(
        "inner",
        "inclusive",
        {
          branches: [
            { id: "p", when: big },
            { id: "q", when: web },
          ],
        },
        { p: "a", q: "a2", next: "after" },
      ),
      hold("a"),
      hold("a2"),
      step("after"),
      hold("b"),
      step("c"),
    ]),
    { amount: "200", source: "website" },
  );
  expect(run.waitsAt.toSorted()).toEqual(["a", "a2", "b"]);
  run.ring("b").ring("a");
  expect(run.path).not.toContain("after");
  run.ring("a2");
  expect(run.path.slice(-4)).toEqual(["inner", "after", "split", "c"]);
});

test("43 explicit termination: the end step ends the run and withdraws what the other ways wait for", () => {
  const run = new PlayedRun(
    aFlow([parallel({ x: "a", y: "b", next: "c" }), hold("a", "stop"), hold("b"), aNode("stop", "end", {})]),
  );
  run.ring("a");
  expect(run.state).toMatchObject({ status: "done", tokens: [], blocks: [] });
  expect(run.withdrawn).toHaveLength(2);
  expect(run.path).not.toContain("c");
});

test("23 transient trigger: an event that comes while nothing waits for it is lost; only one that comes in time counts", () => {
  const run = new PlayedRun(
    aFlow([
      hold("before", "until"),
      aNode("until", "wait", { until: "condition", when: big, atMost: "2h" }, { next: "a" }),
      step("a"),
    ]),
    { amount: "1" },
  );
  const changed = (to: string): void => {
    run.world.put("lead", { id: "l1", owner: "amy", amount: to });
    run.move({ type: "changed", token: "1", node: "until" });
  };
  changed("500");
  changed("1");
  expect(run.ring("before").waitsAt).toEqual(["until"]);
  changed("500");
  expect(run.path.at(-1)).toBe("a");
});
