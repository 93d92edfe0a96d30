import { expect, test } from "vitest";
import { aFlow, aNode } from "../fixtures/lead-app.ts";
import { PlayedRun } from "../fixtures/played-run.ts";
import { jumpTargets } from "./jump-targets.ts";

const WHY = { zh: "原因", en: "Why" };
const approve = (id: string, exits = {}, more = {}) =>
  aNode(
    id,
    "approve",
    { to: [{ source: "users", users: ["bob"] }], title: { zh: id, en: id }, ...more },
    exits,
  );
const flow = aFlow([
  approve("first", { approved: "fork" }),
  aNode(
    "fork",
    "parallel",
    {
      branches: [
        { id: "a", name: { zh: "甲", en: "A" } },
        { id: "b", name: { zh: "乙", en: "B" } },
      ],
    },
    { a: "left", b: "right", next: "last" },
  ),
  approve("left"),
  approve("right"),
  approve("last"),
]);
const jump = (run: PlayedRun, to: string) => run.move({ type: "jump", to, why: WHY });

test("a run leaves whatever it waits for and stands at the step, also out of parallel parts", () => {
  const run = new PlayedRun(flow).settle("first");
  expect(run.waitsAt).toEqual(["left", "right"]);
  const before = run.state.tokens.map(({ id }) => id);
  jump(run, "last");
  expect(run.waitsAt).toEqual(["last"]);
  expect(run.state.blocks).toEqual([]);
  expect(run.withdrawn).toEqual(before);
  expect(run.effects).toContainEqual({
    type: "decision",
    decision: { kind: "intervene", node: "left", why: WHY, details: [] },
  });
  // What its ways had asked for moves nothing any more.
  run.move({ type: "settled", token: before[0] ?? "", node: "left", outcome: "approved", by: [] });
  expect(run.waitsAt).toEqual(["last"]);
  expect(run.settle("last").state.status).toBe("done");
});

test("back to a step, approvals from there on count no more", () => {
  const run = new PlayedRun(flow).settle("first");
  expect(run.state.approvals).toBeUndefined();
  const more = new PlayedRun(flow).move({
    type: "settled",
    token: "1",
    node: "first",
    outcome: "approved",
    by: [{ user: "bob", decision: "approved", comment: null }],
  });
  expect(more.state.approvals).toEqual([{ node: "first", users: ["bob"] }]);
  jump(more, "first");
  expect([more.waitsAt, more.state.approvals]).toEqual([["first"], undefined]);
});

test("steps outside of parallel parts and loops can be jumped to", () => {
  expect(jumpTargets(flow).map(({ id }) => id)).toEqual(["first", "fork", "last"]);
});
