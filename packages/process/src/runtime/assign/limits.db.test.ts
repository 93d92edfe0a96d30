import type { JsonObject } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import { allAtOnce, aRouting, countOf, forgetLeads, oneByOne, testLeads } from "../../fixtures/shared-out.ts";

const LEADS = process.env["MORTISE_RACES"] === "full" ? 2_000 : 120;

const database = useDatabase();
let crm: CrmStore;
let other: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  other = await openCrm(database.url, crm.clock);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => Promise.all([crm.close(), other.close()]));

const PEOPLE = ["lina", "wangqiang", "liuyang"];

function limited(limits: JsonObject, to: JsonObject = { strategy: "round-robin" }) {
  const users = PEOPLE.map((login) => crm.people[login] ?? "");
  const shares = users.map((user, index) => ({ user, share: index + 1 }));
  return aRouting({
    rules: [{ id: "all", to: { ...to, teamBy: "people", users, shares } }],
    fallback: { strategy: "pool" },
    limited: true,
    ...limits,
  });
}

test.each([
  ["in turn", "round-robin"],
  ["by shares", "weighted"],
  ["to the least loaded", "least-loaded"],
])("%s under limits: one by one or all at once comes out the same, and again", async (_name, strategy) => {
  const flow = limited({ capOpen: 6, capDay: 4, countWhen: { "!=": [{ var: "grade" }, "c"] } }, { strategy });
  await crm.publish(flow);
  const leads = testLeads(20, (index) => ({ grade: index % 4 === 1 ? "c" : "a" }));
  const live = async (bringIn: typeof oneByOne) => {
    const today = await bringIn(crm, leads);
    crm.clock.advance(24 * 3_600_000);
    return [...today, ...(await bringIn(crm, leads))];
  };
  const single = await live(oneByOne);
  expect(countOf(single.slice(0, 20))).toEqual({ lina: 4, wangqiang: 4, liuyang: 4, "-": 8 });
  await forgetLeads(crm);
  expect(await live(allAtOnce)).toEqual(single);
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  expect(decisions).toHaveLength(40);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days: 30 });
  expect(answer.reproduced).toEqual({ same: 40, of: 40 });
});

test("limits are never exceeded, though two processes and two flows share out at once", async () => {
  const isOther = { "==": [{ var: "source" }, "other"] };
  const flow = limited({ capOpen: 20 });
  const startsWhen = (when: JsonObject) => ({ type: "record-created", settings: { when } });
  const second = { ...flow, id: "second", trigger: startsWhen({ "!": [isOther] }) };
  await crm.publish({ ...flow, trigger: startsWhen(isOther) }, second);
  const leads = (count: number) => testLeads(count, (index) => (index % 3 ? {} : { source: "expo" }));
  const singles = leads(LEADS / 2).map((lead, index) => (index % 2 ? crm : other).create("lead", lead));
  const batches = Array.from({ length: 4 }, (_, index) =>
    allAtOnce(index % 2 ? crm : other, leads(LEADS / 8)),
  );
  await Promise.all([...singles, ...batches]);
  const { rows } = await crm.store.pool.query<{ owner: string | null; n: number }>(
    "select owner, count(*)::int as n from app_crm.lead group by owner",
  );
  const owned = rows.filter(({ owner }) => owner !== null).map(({ n }) => n);
  expect(owned).toEqual([20, 20, 20]);
  await crm.publish({ ...second, enabled: false });
});

test("limits hold for what flows give only: people may take more by themselves", async () => {
  await crm.publish(limited({ capDay: 1 }));
  expect(await oneByOne(crm, testLeads(2))).toEqual(["lina", "wangqiang"]);
  const waiting = await crm.create("lead", testLeads(1)[0] ?? {}, { type: "api", skipFlows: true });
  const claim = { type: "claim", entity: "lead", ids: [waiting] } as const;
  await crm.store.records.execute(await crm.actor("lina"), "crm", [claim], { type: "user" });
  expect((await crm.record("lead", waiting))["owner"]).toBe(crm.people["lina"]);
  expect(await oneByOne(crm, testLeads(2))).toEqual(["liuyang", "-"]);
});
