import { useDatabase } from "@mortise/testing";
import { Accounts } from "@mortise/store";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import { allAtOnce, aRouting, countOf, forgetLeads, oneByOne, testLeads } from "../../fixtures/shared-out.ts";

/** `MORTISE_RACES=full` runs the promised numbers, which take minutes. */
const LEADS = process.env["MORTISE_RACES"] === "full" ? 4_000 : 240;

const database = useDatabase();
let crm: CrmStore;
let other: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  other = await openCrm(database.url, crm.clock);
  await crm.publish(byShares({ lina: 5, wangqiang: 2, liuyang: 1 }));
});
beforeEach(() => forgetLeads(crm));
afterAll(() => Promise.all([crm.close(), other.close()]));

function byShares(shares: Readonly<Record<string, number>>) {
  const rows = Object.entries(shares).map(([login, share]) => ({ user: crm.people[login] ?? "", share }));
  return aRouting({ rules: [], fallback: { strategy: "weighted", shares: rows } });
}

test("one by one or all at once, the same people get the same leads, also when somebody leaves and comes back", async () => {
  const leads = testLeads(24);
  const live = async (bringIn: typeof oneByOne) => {
    const accounts = new Accounts(crm.store.db, crm.clock);
    const first = await bringIn(crm, leads.slice(0, 11));
    await accounts.update(crm.people["lina"] ?? "", { active: false });
    const second = await bringIn(crm, leads.slice(11, 16));
    await accounts.update(crm.people["lina"] ?? "", { active: true });
    return [...first, ...second, ...(await bringIn(crm, leads.slice(16)))];
  };
  const single = await live(oneByOne);
  expect(countOf(single.slice(0, 8))).toEqual({ lina: 5, wangqiang: 2, liuyang: 1 });
  await forgetLeads(crm);
  expect(await live(allAtOnce)).toEqual(single);
});

test("two processes that bring leads in at once keep the shares exactly", async () => {
  const singles = testLeads(LEADS / 2).map((lead, index) => (index % 2 ? crm : other).create("lead", lead));
  const batches = Array.from({ length: 8 }, (_, index) =>
    allAtOnce(index % 2 ? crm : other, testLeads(LEADS / 16)),
  );
  await Promise.all([...singles, ...batches]);
  const { rows } = await crm.store.pool.query<{ owner: string; n: number }>(
    "select owner, count(*)::int as n from app_crm.lead group by owner",
  );
  const share = LEADS / 8;
  expect(Object.fromEntries(rows.map(({ owner, n }) => [owner, n]))).toEqual({
    [crm.people["lina"] ?? ""]: 5 * share,
    [crm.people["wangqiang"] ?? ""]: 2 * share,
    [crm.people["liuyang"] ?? ""]: share,
  });
});

test("each decision comes out again from what it was made from, and a replay gives again what happened", async () => {
  await oneByOne(crm, testLeads(7));
  crm.clock.advance(60_000);
  await allAtOnce(crm, testLeads(9));
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  const ours = decisions.filter(({ was }) => was.flow === "lead_routing");
  expect(ours).toHaveLength(16);
  for (const { was, again } of ours)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const flow = byShares({ lina: 5, wangqiang: 2, liuyang: 1 });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days: 30 });
  expect(answer.reproduced).toEqual({ same: 16, of: 16 });
  expect(answer.changed).toBe(0);
});
