import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf } from "../../fixtures/give-leads.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { Roster } from "../../model/roster.ts";

/** Amy knows IT, Bob equipment in another writing, Cat nothing special. */
function skilledWorld(): TestWorld {
  const world = new TestWorld();
  const skills: Readonly<Record<string, readonly string[]>> = { amy: ["it"], bob: [" 装备制造 ", "VIP"] };
  const users = world.roster.users.map((user) =>
    skills[user.id] ? { ...user, skills: skills[user.id] ?? [] } : user,
  );
  world.roster = new Roster(users, world.roster.teams);
  return world;
}

function bySkill(to: JsonObject) {
  return aFlow([
    aNode("give", "assign", {
      rules: [
        { id: "r", name: "按技能", to: { strategy: "round-robin", users: ["amy", "bob", "cat"], ...to } },
      ],
      fallback: { strategy: "user", user: "dan" },
    }),
  ]);
}

test("the value of a field is matched with skills by its name in either language", () => {
  const leads = [{ industry: "equipment" }, { industry: "it" }, { industry: "equipment" }, {}];
  const decisions = giveLeads(bySkill({ skillField: "industry" }), skilledWorld(), leads);
  // Whoever was passed over for lack of a skill has kept the turn.
  expect(ownersOf(decisions)).toEqual(["bob", "amy", "bob", "cat"]);
  expect(decisions[0]?.outcome).toMatchObject({ among: { bob: 1 }, skipped: { skill: ["amy", "cat"] } });
  expect(decisions[0]?.details.map(({ label, value }) => `${label.zh}：${value.zh}`)).toEqual([
    "行业：装备制造（要求有这个技能）",
    "amy、cat：没有“装备制造”技能，跳过",
    "bob：轮到，分给 TA",
    "分配给：bob · 济南",
  ]);
});

test("fixed skills are all asked for; without anybody the next rule is tried, or somebody else gets it", () => {
  const give = (to: JsonObject) => ownersOf(giveLeads(bySkill(to), skilledWorld(), [{}, {}]));
  expect(give({ skills: ["vip"] })).toEqual(["bob", "bob"]);
  expect(give({ skills: ["vip", "it"] })).toEqual(["dan", "dan"]);
  expect(give({ skills: ["vip", "it"], skillRule: "prefer" })).toEqual(["amy", "bob"]);
  expect(give({ skills: ["vip"], skillRule: "prefer" })).toEqual(["bob", "bob"]);
});
