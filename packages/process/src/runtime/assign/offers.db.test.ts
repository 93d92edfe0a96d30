import type { JsonObject } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideAll } from "../../fixtures/redecide-all.ts";
import {
  allAtOnce,
  aRouting,
  forgetLeads,
  oneByOne,
  ownersOf,
  testLeads,
} from "../../fixtures/shared-out.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => crm.close());

function offering(rest: JsonObject = {}, to: JsonObject = { strategy: "round-robin" }) {
  const users = ["lina", "wangqiang"].map((login) => crm.people[login] ?? "");
  return aRouting({
    rules: [{ id: "sales", to: { teamBy: "people", users, ...to } }],
    fallback: { strategy: "user", user: crm.people["zhao"] ?? "" },
    offer: true,
    acceptWithin: "10m",
    fields: [{ field: "source", right: "edit" }],
    ...rest,
  });
}

/** What is offered to somebody now. */
async function offersOf(login: string) {
  const { items } = await crm.process.listWorkItems(await crm.actor(login), {});
  return items.filter(({ kind }) => kind === "offer");
}

async function answer(login: string, id: string, decision: "approved" | "rejected"): Promise<void> {
  await crm.process.decide(await crm.actor(login), id, decision);
}

async function fireAll(): Promise<void> {
  while ((await crm.process.fireDueTimers()) > 0);
}

async function owners(): Promise<readonly string[]> {
  const { rows } = await crm.store.pool.query<{ id: string }>("select id from app_crm.lead order by no");
  return ownersOf(
    crm,
    rows.map(({ id }) => id),
  );
}

test("an offer is accepted, let pass without a reason, or lapses after a restart; each is told on the record", async () => {
  await crm.publish(offering());
  await oneByOne(crm, testLeads(1));
  const [first] = await offersOf("lina");
  expect(first).toMatchObject({ status: "open", mayDecide: true, mayBatch: false, hasForm: true });
  await answer("lina", first?.id ?? "", "rejected");
  await crm.close();
  crm = await openCrm(database.url, crm.clock);
  const [second] = await offersOf("wangqiang");
  crm.clock.advance(10 * 60_000 - 1);
  await fireAll();
  expect(await owners()).toEqual(["-"]);
  crm.clock.advance(1);
  await fireAll();
  expect(await owners()).toEqual(["zhao"]);
  await expect(answer("wangqiang", second?.id ?? "", "approved")).rejects.toThrow("FLOW_WORK_ITEM_SETTLED");
  const why = await crm.process.decisionsFor(await crm.actor("root"), {
    app: "crm",
    entity: "lead",
    record: first?.record ?? "",
  });
  expect(why.map((one) => one.why.zh).toReversed()).toEqual([
    "按“规则 1”请李娜接收，10 分钟内有效",
    "李娜没有接收",
    "按“规则 1”请王强接收，10 分钟内有效",
    "王强没有在期限内接收",
    "按“其余情况”分给赵经理（济南）",
  ]);
});

test.each([
  ["in turn", { strategy: "round-robin" }],
  ["to the least loaded", { strategy: "least-loaded" }],
  ["to the least loaded by value", { strategy: "least-loaded", by: "value", sum: "est_amount" }],
] as const)("%s: one by one or all at once the same people are asked, and again", async (_name, to) => {
  const flow = offering({ limited: true, capOpen: 4 }, { ...to });
  await crm.publish(flow);
  const leads = testLeads(11, (index) => ({ est_amount: `${((index * 37) % 11) + 1}000` }));
  const asked = async (bringIn: typeof oneByOne) => {
    await bringIn(crm, leads);
    const { rows } = await crm.store.pool.query<{ name: string; assignee: string }>(
      `select l.name, w.assignee from app_crm.lead l left join mortise.work_item w on w.record = l.id and w.kind = 'offer'
       order by l.no`,
    );
    return rows;
  };
  const single = await asked(oneByOne);
  // What is offered counts as held: four for each of the two, the rest go on.
  expect(single.filter(({ assignee }) => assignee !== null)).toHaveLength(8);
  await forgetLeads(crm);
  expect(await asked(allAtOnce)).toEqual(single);
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  expect(decisions).toHaveLength(11);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const answered = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days: 30 });
  expect(answered.reproduced).toEqual({ same: 11, of: 11 });
  crm.clock.advance(11 * 60_000);
  await fireAll();
  const again = await redecideAll(crm);
  const later = again.filter(({ was }) => was.outcome?.answer === undefined).slice(11);
  expect(later.length).toBeGreaterThan(0);
  for (const one of later)
    expect(one.again).toMatchObject({ why: one.was.why, details: one.was.details, outcome: one.was.outcome });
});

test("accepting and lapsing at the same moment has one winner", async () => {
  await crm.publish(offering());
  await oneByOne(crm, testLeads(6));
  const offers = [...(await offersOf("lina")), ...(await offersOf("wangqiang"))];
  crm.clock.advance(10 * 60_000);
  const accepting = offers.map(({ id, assigneeName }) =>
    answer(assigneeName === "李娜" ? "lina" : "wangqiang", id, "approved").then(
      () => id,
      () => undefined,
    ),
  );
  const [accepted] = await Promise.all([Promise.all(accepting), fireAll()]);
  const won = new Set(accepted);
  for (const { id, record, assigneeName } of offers) {
    const { owner } = await crm.record("lead", record);
    const theirs = crm.people[assigneeName === "李娜" ? "lina" : "wangqiang"];
    expect(owner === theirs).toBe(won.has(id));
  }
});

test("an offer is for one person: it is not passed on", async () => {
  await crm.publish(offering());
  await oneByOne(crm, testLeads(1));
  const [first] = await offersOf("lina");
  const passing = crm.process.passOn(await crm.actor("lina"), first?.id ?? "", crm.people["zhao"] ?? "");
  await expect(passing).rejects.toThrow("FLOW_DECISION_NOT_ALLOWED");
});
