import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf, someLeads } from "../../fixtures/give-leads.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { PlayedRun } from "../../fixtures/played-run.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import type { Decision } from "../../model/effect.ts";
import { Roster, type RosterUser } from "../../model/roster.ts";

const IN_TURN = { strategy: "round-robin", users: ["amy", "bob", "cat"] };

function aStep(settings: JsonObject) {
  return aFlow([
    aNode("give", "assign", {
      rules: [{ id: "sales", name: "销售轮流", to: IN_TURN }],
      fallback: { strategy: "user", user: "director" },
      ...settings,
    }),
  ]);
}

/** The people of the fixture, some of them otherwise. */
function peopleWith(changes: Readonly<Record<string, Partial<RosterUser>>>): Roster {
  const { users, teams } = new TestWorld().roster;
  return new Roster(
    users.map((user) => ({ ...user, ...changes[user.id] })),
    teams,
  );
}

function decisionsOf({ effects }: PlayedRun): readonly Decision[] {
  return effects.flatMap((effect) => (effect.type === "decision" ? [effect.decision] : []));
}

const ownerOf = (run: PlayedRun) => run.world.record("lead", "l1")?.["owner"];
const leave = { from: "2026-11-20T00:00:00Z", until: "2026-11-24T01:00:00Z" };

test("people on leave get nothing whatever the step says, and make up for one turn when they are back", () => {
  const world = new TestWorld();
  world.roster = peopleWith({ amy: { leaves: [leave] } });
  const flow = aStep({});
  const [first, ...others] = giveLeads(flow, world, someLeads(4));
  expect(ownersOf(others)).toEqual(["cat", "bob", "cat"]);
  expect(first?.outcome).toMatchObject({ owner: "bob", skipped: { leave: ["amy"] } });
  expect(first?.details[0]?.value).toEqual({
    zh: "请假到 2026-11-24 09:00，跳过",
    en: "on leave until 2026-11-24 09:00, skipped",
  });
  world.now = new Date("2026-11-24T01:00:00Z");
  expect(ownersOf(giveLeads(flow, world, someLeads(3)))).toEqual(["amy", "amy", "bob"]);
});

test("out of hours the next rule is tried, and everything else goes to whom it names", () => {
  // A Sunday.
  const [decision] = giveLeads(aStep({ onDuty: true }), new TestWorld(), someLeads(1));
  expect(decision?.outcome).toMatchObject({ owner: "director", rule: "fallback" });
  expect(decision?.details.map(({ value }) => value.zh)).toContain("不在值班时间，跳过");
});

test("a record that comes out of hours waits for the first who is on duty", () => {
  const night = { hours: [["20:00", "08:00"]] as const, days: [7] };
  const run = new PlayedRun(aStep({ onDuty: true, waitFor: ["duty"] }), { owner: null }, (world) => {
    world.roster = peopleWith({ cat: { shift: night } });
  });
  expect(run.waitsAt).toEqual(["give"]);
  const [waits] = decisionsOf(run);
  expect(waits?.why.zh).toBe("等到 2026-11-22 20:00：“销售轮流”现在没有人能接");
  expect(waits?.outcome).toMatchObject({
    owner: null,
    rule: null,
    waits: "sales",
    skipped: { "off-duty": ["amy", "bob", "cat"] },
  });
  expect(run.effects).toContainEqual(
    expect.objectContaining({ type: "timer", dueAt: "2026-11-22T12:00:00.000Z" }),
  );
  run.world.now = new Date("2026-11-22T12:00:00Z");
  run.ring("give");
  expect(ownerOf(run)).toBe("cat");
  expect(run.state.status).toBe("done");
});

test("it waits on when they are still not there, and that is no new decision", () => {
  const run = new PlayedRun(aStep({ onDuty: true, waitFor: ["duty"] }), { owner: null });
  run.world.now = new Date("2026-11-23T01:00:00Z");
  run.world.roster = peopleWith({
    amy: { leaves: [leave] },
    bob: { leaves: [leave] },
    cat: { leaves: [{ ...leave, until: null }] },
  });
  run.ring("give");
  expect(run.waitsAt).toEqual(["give"]);
  expect(decisionsOf(run)).toHaveLength(1);
  run.world.now = new Date("2026-11-24T01:00:00Z");
  run.ring("give");
  expect(ownerOf(run)).toBe("amy");
});

test("it waits no longer than the step says", () => {
  const run = new PlayedRun(aStep({ onDuty: true, waitFor: ["duty"], waitAtMost: "2h" }), { owner: null });
  run.world.now = new Date("2026-11-22T03:00:00Z");
  run.ring("give");
  expect(ownerOf(run)).toBe("director");
});

test("whoever takes the record meanwhile keeps it", () => {
  const run = new PlayedRun(aStep({ onDuty: true, waitFor: ["duty"] }), { owner: null });
  const [token] = run.state.tokens;
  const changed = { type: "changed", token: token?.id ?? "", node: "give" } as const;
  run.move(changed);
  expect(run.waitsAt).toEqual(["give"]);
  run.world.put("lead", { id: "l1", owner: "dan" });
  run.move(changed);
  expect(run.state.status).toBe("done");
  expect(decisionsOf(run).at(-1)).toMatchObject({
    why: { zh: "等待期间归了dan" },
    outcome: { owner: "dan", rule: null },
  });
  expect(ownerOf(run)).toBe("dan");
});

test("waiting for the time between two and for the next day goes by when each is free again", () => {
  const limited = {
    limited: true,
    capDay: 1,
    gap: "10m",
    rules: [{ id: "a", to: { strategy: "user", user: "amy" } }],
  };
  const world = new TestWorld();
  giveLeads(aStep(limited), world, someLeads(1));
  const { given } = world;
  const next = (waitFor: readonly string[]) =>
    new PlayedRun(aStep({ ...limited, waitFor: [...waitFor] }), { owner: null }, (own) => {
      own.given = given;
    });
  expect(ownerOf(next(["gap"]))).toBe("director");
  expect(next(["gap", "day"]).state.tokens[0]?.data?.["until"]).toBe("2026-11-22T16:00:00.000Z");
  const { capDay: _none, ...onlyGap } = limited;
  const soon = new PlayedRun(aStep({ ...onlyGap, waitFor: ["gap"] }), { owner: null }, (own) => {
    own.given = given;
  });
  expect(soon.state.tokens[0]?.data?.["until"]).toBe("2026-11-22T01:10:00.000Z");
});
