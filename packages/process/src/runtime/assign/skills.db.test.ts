import type { JsonObject } from "@mortise/kit";
import { Accounts } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import { allAtOnce, aRouting, forgetLeads, oneByOne, testLeads } from "../../fixtures/shared-out.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  const accounts = new Accounts(crm.store.db, crm.clock);
  const skills = { lina: ["装备制造", "VIP"], wangqiang: ["化工", "装备制造"], liuyang: ["化工"] };
  for (const [login, known] of Object.entries(skills))
    await accounts.update(crm.people[login] ?? "", { work: { skills: known } });
});
beforeEach(() => forgetLeads(crm));
afterAll(() => crm.close());

const INDUSTRIES = ["equipment", "chemical", "it", null];

function bySkill(rest: JsonObject) {
  const users = ["lina", "wangqiang", "liuyang"].map((login) => crm.people[login] ?? "");
  const shares = users.map((user, index) => ({ user, share: index + 1 }));
  const to = { teamBy: "people", users, shares, skillField: "industry", ...rest };
  return aRouting({ rules: [{ id: "skill", to }], fallback: { strategy: "pool" } });
}

test.each([
  ["in turn", { strategy: "round-robin" }],
  ["by shares", { strategy: "weighted" }],
  ["to the least loaded", { strategy: "least-loaded" }],
  ["in turn where others will do", { strategy: "round-robin", skillRule: "prefer" }],
] as const)("%s by skill: one by one or all at once comes out the same, and again", async (_name, rest) => {
  const flow = bySkill({ ...rest });
  await crm.publish(flow);
  const leads = testLeads(24, (index) => ({ industry: INDUSTRIES[((index * 5) % 7) % 4] ?? null }));
  const single = await oneByOne(crm, leads);
  const isEquipment = (index: number): boolean => leads[index]?.["industry"] === "equipment";
  expect(single.filter((owner, index) => isEquipment(index) && owner === "liuyang")).toEqual([]);
  await forgetLeads(crm);
  expect(await allAtOnce(crm, leads)).toEqual(single);
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  expect(decisions).toHaveLength(24);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days: 30 });
  expect(answer.reproduced).toEqual({ same: 24, of: 24 });
});
