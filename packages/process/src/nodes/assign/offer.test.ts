import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";

function offering(settings: JsonObject = {}) {
  return aFlow([
    aNode("give", "assign", {
      rules: [{ id: "sales", name: "销售轮流", to: { strategy: "round-robin", users: ["amy", "bob"] } }],
      fallback: { strategy: "user", user: "director" },
      offer: true,
      acceptWithin: "10m",
      ...settings,
    }),
  ]);
}

const ownerOf = (run: PlayedRun) => run.world.record("lead", "l1")?.["owner"] ?? null;
const told = ({ effects }: PlayedRun) =>
  effects.flatMap((effect) => (effect.type === "decision" ? [effect.decision.why.zh] : []));
const offeredTo = ({ effects }: PlayedRun) =>
  effects.flatMap((effect) => (effect.type === "work" ? [[effect.kind, ...effect.assignees]] : []));

test("a record is theirs once they accept it, and the offer says until when", () => {
  const run = new PlayedRun(offering(), { owner: null });
  expect(ownerOf(run)).toBeNull();
  expect(offeredTo(run)).toEqual([["offer", "amy"]]);
  expect(run.effects).toContainEqual(
    expect.objectContaining({ type: "timer", dueAt: "2026-11-22T01:10:00.000Z" }),
  );
  run.settle("give");
  expect(ownerOf(run)).toBe("amy");
  expect(run.world.record("lead", "l1")?.["team"]).toBe("jinan");
  expect(run.state.status).toBe("done");
  expect(told(run)).toEqual(["按“销售轮流”请amy接收，10 分钟内有效", "amy接收了，按“销售轮流”分给amy"]);
  expect(run.world.given["amy"]?.given).toBe(1);
});

test("who lets it pass or is late is asked no more; when all have, everything else gets it without being asked", () => {
  const run = new PlayedRun(offering(), { owner: null });
  run.settle("give", "rejected");
  expect(offeredTo(run)).toEqual([
    ["offer", "amy"],
    ["offer", "bob"],
  ]);
  expect(ownerOf(run)).toBeNull();
  run.ring("give");
  expect(ownerOf(run)).toBe("director");
  expect(told(run)).toEqual([
    "按“销售轮流”请amy接收，10 分钟内有效",
    "amy没有接收",
    "按“销售轮流”请bob接收，10 分钟内有效",
    "bob没有在期限内接收",
    "按“其余情况”分给director（山东）",
  ]);
  // What they were offered is given back.
  expect([run.world.given["amy"]?.given, run.world.given["bob"]?.given]).toEqual([0, 0]);
});

test("whoever comes to own it meanwhile keeps it, and the offer is taken back", () => {
  const run = new PlayedRun(offering(), { owner: null });
  const [token] = run.state.tokens;
  run.world.put("lead", { id: "l1", owner: "dan" });
  run.move({ type: "changed", token: token?.id ?? "", node: "give" });
  expect(run.state.status).toBe("done");
  expect(run.withdrawn).toEqual([token?.id]);
  expect(ownerOf(run)).toBe("dan");
  expect(run.world.given["amy"]?.given).toBe(0);
});

test("nobody is asked about what is theirs already", () => {
  const run = new PlayedRun(offering(), { owner: "amy" });
  expect(offeredTo(run)).toEqual([]);
  expect(run.state.status).toBe("done");
});
