import type { JsonObject } from "@mortise/kit";
import type { RecordValues } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import { allAtOnce, aRouting, countOf, forgetLeads, oneByOne, testLeads } from "../../fixtures/shared-out.ts";

const LEADS = process.env["MORTISE_RACES"] === "full" ? 2_000 : 160;

const database = useDatabase();
let crm: CrmStore;
let other: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  other = await openCrm(database.url, crm.clock);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => Promise.all([crm.close(), other.close()]));

const GRADES = ["a", "b", "c"];

/** Leads of different worth; the first three are somebody's already. */
function mixedLeads(count: number): readonly RecordValues[] {
  return testLeads(count, (index) => ({
    est_amount: `${((index * 7919) % 97) * 1000}.10`,
    grade: GRADES[(index * 31) % 3] ?? "a",
    ...(index < 3 ? { owner: crm.people["lina"] } : {}),
  }));
}

function toLeast(rest: JsonObject) {
  const users = ["lina", "wangqiang", "liuyang", "chenjing"].map((login) => crm.people[login] ?? "");
  const to = { strategy: "least-loaded", teamBy: "people", users, ...rest };
  return aRouting({ rules: [], keepOwner: true, fallback: to });
}

const gradeIsA = { "==": [{ var: "grade" }, "a"] };

test.each([
  ["by what they hold", {}],
  ["by what they hold of one kind", { countWhen: gradeIsA }],
  ["by what they were given today", { by: "today" }],
  ["by the total of what they hold", { by: "value", sum: "est_amount" }],
  ["by the total of what they hold of one kind", { by: "value", sum: "est_amount", countWhen: gradeIsA }],
] as const)("%s: one by one or all at once comes out the same, and again", async (_name, rest) => {
  const flow = toLeast({ ...rest });
  await crm.publish(flow);
  const leads = mixedLeads(30);
  const live = async (bringIn: typeof oneByOne) => [
    ...(await bringIn(crm, leads.slice(0, 3))),
    ...(await bringIn(crm, leads.slice(3))),
  ];
  const single = await live(oneByOne);
  expect(new Set(single).size).toBe(4);
  await forgetLeads(crm);
  expect(await live(allAtOnce)).toEqual(single);
  crm.clock.advance(60_000);
  await oneByOne(crm, testLeads(3));
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  expect(decisions).toHaveLength(33);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days: 30 });
  expect(answer.reproduced).toEqual({ same: 33, of: 33 });
  expect(answer.changed).toBe(0);
});

test("what they were given yesterday does not count today, by the company's midnight", async () => {
  const [node] = toLeast({ by: "today" }).nodes;
  const toLina = { strategy: "user", user: crm.people["lina"] ?? "" };
  await crm.publish(aRouting({ ...node?.settings, rules: [{ id: "a", when: gradeIsA, to: toLina }] }));
  // 22:00 and 01:00 in Shanghai are one day in UTC.
  const evening = Date.parse("2026-12-01T14:00:00Z");
  crm.clock.advance(evening - crm.clock.now().getTime());
  expect(
    await oneByOne(
      crm,
      testLeads(3, () => ({ grade: "a" })),
    ),
  ).toEqual(["lina", "lina", "lina"]);
  const today = await allAtOnce(crm, testLeads(6));
  expect(countOf(today)).toEqual({ wangqiang: 2, liuyang: 2, chenjing: 2 });
  crm.clock.advance(3 * 3_600_000);
  const tomorrow = await allAtOnce(crm, testLeads(4));
  expect(countOf(tomorrow)).toEqual({ lina: 1, wangqiang: 1, liuyang: 1, chenjing: 1 });
});

test("two processes that share out at once leave nobody with two more than another", async () => {
  await crm.publish(toLeast({}));
  const singles = testLeads(LEADS / 2).map((lead, index) => (index % 2 ? crm : other).create("lead", lead));
  const batches = Array.from({ length: 8 }, (_, index) =>
    allAtOnce(index % 2 ? crm : other, testLeads(LEADS / 16)),
  );
  await Promise.all([...singles, ...batches]);
  const { rows } = await crm.store.pool.query<{ n: number }>(
    "select count(*)::int as n from app_crm.lead group by owner",
  );
  const counts = rows.map(({ n }) => n);
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(LEADS);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
});
