import type { JsonObject } from "@mortise/kit";
import { expect, test } from "vitest";
import { giveLeads, ownersOf } from "../../fixtures/give-leads.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { TestWorld } from "../../fixtures/test-world.ts";
import { kinKey } from "../../model/kin.ts";
import { Roster } from "../../model/roster.ts";

function toOwner(to: JsonObject = {}, settings: JsonObject = {}) {
  const lookups = [{ entity: "customer", match: [{ field: "name", own: "name" }] }];
  return aFlow([
    aNode("give", "assign", {
      rules: [{ id: "known", name: "老客户", to: { strategy: "existing-owner", lookups, ...to } }],
      fallback: { strategy: "round-robin", users: ["amy", "bob"] },
      ...settings,
    }),
  ]);
}

/** A world in which customers of one name have owners, the newest first. */
function owning(...owners: readonly string[]): TestWorld {
  const world = new TestWorld();
  const key = kinKey({ entity: "customer", fields: [{ id: "name" }], values: ["abc公司"] });
  world.owned.set(
    key,
    owners.map((owner, index) => ({ id: `c${index}`, owner })),
  );
  return world;
}

const LEADS = [{ name: "ＡＢＣ 公司" }, { name: "别的公司" }, { name: "abc公司" }];

test("the owner of the existing record gets it, whatever the case, width and spaces; others go by the next rule", () => {
  const decisions = giveLeads(toOwner(), owning("dan"), LEADS);
  expect(ownersOf(decisions)).toEqual(["dan", "amy", "dan"]);
  expect(decisions[0]?.why).toEqual({
    zh: "按“老客户”归原负责人dan（青岛）",
    en: `Goes to dan, the existing owner (青岛) by "老客户"`,
  });
  expect(decisions[0]?.details.map(({ label, value }) => `${label.zh}：${value.zh}`)).toEqual([
    "名称相同的客户：负责人dan，分给 TA",
    "分配给：dan · 青岛",
  ]);
  expect(decisions[0]?.details[0]).toMatchObject({
    uses: ["name"],
    guards: [{ entity: "customer", fields: ["name"] }],
  });
  expect(decisions[1]?.details.slice(0, 2).map(({ label, value }) => `${label.zh}：${value.zh}`)).toEqual([
    "老客户：没有找到已有的负责人",
    "名称相同的客户：没有，或没有负责人",
  ]);
});

test("an owner who has left is passed over for the next one, and said so", () => {
  const [decision] = giveLeads(toOwner(), owning("eve", "cat"), LEADS);
  expect(decision?.outcome).toMatchObject({ owner: "cat", rule: "known" });
  expect(decision?.details.map(({ value }) => value.zh)).toEqual([
    "负责人eve：账号已停用，跳过",
    "负责人cat，分给 TA",
    "cat · 济南",
  ]);
  const [other] = giveLeads(toOwner(), owning("eve"), LEADS);
  expect(other?.outcome).toMatchObject({ owner: "amy", rule: "fallback" });
  expect(other?.details[0]?.value).toEqual({
    zh: "原负责人eve：账号已停用，跳过",
    en: "the existing owner eve: account disabled, skipped",
  });
});

test("leave and limits send it on to the next rule, unless it is to be theirs all the same", () => {
  const onLeave = (): TestWorld => {
    const world = owning("dan");
    const users = world.roster.users.map((user) =>
      user.id === "dan" ? { ...user, leaves: [{ from: "2026-11-01T00:00:00Z", until: null }] } : user,
    );
    world.roster = new Roster(users, world.roster.teams);
    return world;
  };
  expect(ownersOf(giveLeads(toOwner(), onLeave(), LEADS.slice(0, 1)))).toEqual(["amy"]);
  expect(ownersOf(giveLeads(toOwner({ evenOff: true }), onLeave(), LEADS.slice(0, 1)))).toEqual(["dan"]);
  const limited = { limited: true, capDay: 1 };
  const two = [LEADS[0] ?? {}, LEADS[2] ?? {}];
  expect(ownersOf(giveLeads(toOwner({}, limited), owning("dan"), two))).toEqual(["dan", "amy"]);
  expect(ownersOf(giveLeads(toOwner({ evenFull: true }, limited), owning("dan"), two))).toEqual([
    "dan",
    "dan",
  ]);
});
