import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf, someLeads } from "../../fixtures/give-leads.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";

const IN_TURN = { strategy: "round-robin", users: ["amy", "bob", "cat"] };

function limited(limits: JsonObject, rest: JsonObject = {}) {
  return aFlow([
    aNode("give", "assign", {
      rules: [],
      fallback: IN_TURN,
      limited: true,
      ...limits,
      ...rest,
    }),
  ]);
}

test("whoever holds as many as the step allows is passed over, with the figure that decided it", () => {
  const world = new TestWorld();
  world.loads = { amy: 5, bob: 2, cat: 2 };
  const [first] = giveLeads(limited({ capOpen: 5 }), world, someLeads(1));
  expect(first?.outcome).toMatchObject({
    owner: "bob",
    skipped: { "cap-open": ["amy"] },
    among: { bob: 1, cat: 1 },
  });
  expect(first?.details.map(({ label, value }) => `${label.en}: ${value.en}`)).toEqual([
    "amy: holds 5, which is the limit, skipped",
    "bob: next in turn, chosen",
    "cat: waiting for a turn",
    "Assigned to: bob · 济南",
  ]);
});

test("a turn that came while somebody could not take it is kept, and made up for once", () => {
  const world = new TestWorld();
  const flow = limited({ capOpen: 5 });
  world.loads = { amy: 5 };
  // Passed over twice, owed once.
  expect(ownersOf(giveLeads(flow, world, someLeads(4)))).toEqual(["bob", "cat", "bob", "cat"]);
  world.loads = {};
  const later = giveLeads(flow, world, someLeads(5));
  expect(ownersOf(later)).toEqual(["amy", "amy", "bob", "cat", "amy"]);
  expect(later[0]?.details[0]?.value.zh).toBe("补上之前跳过的一次，分给 TA");
});

test("nobody is given more a day than the step allows; the next day everybody may have some again", () => {
  const world = new TestWorld();
  const flow = limited({ capDay: 2 });
  expect(ownersOf(giveLeads(flow, world, someLeads(7)))).toEqual([
    "amy",
    "bob",
    "cat",
    "amy",
    "bob",
    "cat",
    null,
  ]);
  world.now = new Date("2026-11-22T16:00:00.000Z");
  expect(ownersOf(giveLeads(flow, world, someLeads(2)))).toEqual(["amy", "bob"]);
});

test("two records for the same person are apart by the time the step asks for", () => {
  const world = new TestWorld();
  const flow = limited({ gap: "10m" });
  expect(ownersOf(giveLeads(flow, world, someLeads(4)))).toEqual(["amy", "bob", "cat", null]);
  world.now = new Date(world.now.getTime() + 10 * 60_000 - 1);
  const [soon] = giveLeads(flow, world, someLeads(1));
  expect(soon?.details[1]?.value.zh).toBe("上一条分到还不到 10 分钟，跳过");
  world.now = new Date(world.now.getTime() + 1);
  expect(ownersOf(giveLeads(flow, world, someLeads(4)))).toEqual(["amy", "bob", "cat", null]);
});

test("a rule whose people are all at their limit leaves the record to the next rule", () => {
  const world = new TestWorld();
  world.loads = { dan: 9 };
  const rules = [{ id: "dan", name: "给 dan", to: { strategy: "user", user: "dan" } }];
  const [decision] = giveLeads(limited({ capOpen: 9 }, { rules }), world, someLeads(1));
  expect(decision?.outcome).toMatchObject({ owner: "amy", rule: "fallback" });
  expect(decision?.details[0]).toMatchObject({
    label: { zh: "给 dan" },
    value: { zh: "dan：手上已有 9 条，到了上限，跳过" },
  });
});
