import type { JsonObject } from "@mortise/kit";
import { Accounts } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { allAtOnce, aRouting, forgetLeads, oneByOne, testLeads } from "../../fixtures/shared-out.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => crm.close());

const ids = (...logins: readonly string[]) => logins.map((login) => crm.people[login] ?? "");
const all = () => ({ from: "2026-11-01T00:00:00Z", until: "2026-12-31T00:00:00Z" });

async function readLedger(login = "root") {
  return crm.process.ledger.read(await crm.actor(login), "crm", all());
}

/** Figures of one rule by name. */
async function figures(rule: string) {
  const { groups } = await readLedger();
  const group = groups.find((one) => one.rule === rule);
  return Object.fromEntries((group?.people ?? []).map(({ name, id: _id, ...person }) => [name, person]));
}

const inTurn = (more: JsonObject = {}, to: JsonObject = {}) =>
  aRouting({
    rules: [
      {
        id: "turns",
        name: "轮流",
        to: { strategy: "round-robin", users: ids("lina", "wangqiang", "liuyang"), ...to },
      },
    ],
    fallback: { strategy: "pool" },
    ...more,
  });

test("whatever people missed, made up for or share by, what was due and what was given come to the same", async () => {
  const shares = [
    { user: ids("lina")[0] ?? "", share: 5 },
    { user: ids("wangqiang")[0] ?? "", share: 2 },
    { user: ids("liuyang")[0] ?? "", share: 1 },
  ];
  const accounts = new Accounts(crm.store.db, crm.clock);
  for (const flow of [
    inTurn({ limited: true, capDay: 5 }),
    inTurn({}, { strategy: "weighted", shares }),
    inTurn({}, { strategy: "least-loaded", teamBy: "people" }),
  ]) {
    await crm.publish(flow);
    await allAtOnce(crm, testLeads(9));
    const leave = await crm.process.duty.take(await crm.actor("wangqiang"), { until: null });
    await oneByOne(crm, testLeads(4));
    await crm.process.duty.end(await crm.actor("wangqiang"), leave.leaves[0]?.id ?? "");
    await accounts.update(crm.people["liuyang"] ?? "", { active: false });
    await allAtOnce(crm, testLeads(5));
    await accounts.update(crm.people["liuyang"] ?? "", { active: true });
  }
  const { groups } = await readLedger();
  // Five a day and one person less: three of the first eighteen went to nobody.
  expect(groups.map(({ records }) => records)).toEqual([51]);
  for (const { records, people } of groups) {
    const sum = (of: (person: (typeof people)[number]) => number) =>
      people.reduce((whole, person) => whole + of(person), 0);
    expect(sum(({ given }) => given)).toBe(records);
    expect(sum(({ due, given }) => given - due)).toBeCloseTo(0, 4);
  }
});

test("leave is missed and not due; the turn that was kept is made up for", async () => {
  await crm.publish(inTurn());
  await allAtOnce(crm, testLeads(3));
  const leave = await crm.process.duty.take(await crm.actor("wangqiang"), { until: null });
  await allAtOnce(crm, testLeads(4));
  await crm.process.duty.end(await crm.actor("wangqiang"), leave.leaves[0]?.id ?? "");
  await allAtOnce(crm, testLeads(1));
  const rest = { active: true, weight: 1 };
  const third = 1 / 3;
  expect(await figures("turns")).toEqual({
    李娜: { ...rest, due: expect.closeTo(1 + 2 + third, 4), given: 3, madeUp: 0, missed: {} },
    王强: { ...rest, due: expect.closeTo(1 + third, 4), given: 2, madeUp: 1, missed: { leave: 4 } },
    刘洋: { ...rest, due: expect.closeTo(1 + 2 + third, 4), given: 3, madeUp: 0, missed: {} },
  });
});

test("an offer counts for whoever accepts it, and as missed for whoever let it pass", async () => {
  await crm.publish(inTurn({ offer: true, acceptWithin: "10m" }));
  await crm.create("lead", testLeads(1)[0] ?? {});
  const settle = async (login: string, word: "approved" | "rejected") => {
    const actor = await crm.actor(login);
    const { items } = await crm.process.listWorkItems(actor, {});
    await crm.process.decide(actor, items.find(({ kind }) => kind === "offer")?.id ?? "", word);
  };
  await settle("lina", "rejected");
  expect((await readLedger()).groups).toEqual([]);
  await settle("wangqiang", "approved");
  const found = await figures("turns");
  expect(found["李娜"]).toMatchObject({ due: 0, given: 0, missed: { passed: 1 } });
  expect(found["王强"]).toMatchObject({ due: 0.5, given: 1, missed: {} });
  expect(found["刘洋"]).toMatchObject({ due: 0.5, given: 0, missed: {} });
});

test("behind a figure are its records, page by page, with the reason for those who may read them", async () => {
  await crm.publish(inTurn());
  await crm.process.duty.take(await crm.actor("wangqiang"), { until: "2026-11-22T02:00:00Z" });
  await allAtOnce(crm, testLeads(5));
  const place = { ...all(), flow: "lead_routing", node: "assign", rule: "turns" };
  const root = await crm.actor("root");
  const given = { ...place, account: crm.people["lina"] ?? "", side: "given" } as const;
  const first = await crm.process.ledger.records(root, "crm", { ...given, limit: 2 });
  const second = await crm.process.ledger.records(root, "crm", {
    ...given,
    limit: 2,
    after: first.next ?? "",
  });
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(["线索4", "线索2", "线索0"]);
  expect(second.next).toBeUndefined();
  expect(first.items[0]?.why?.zh).toBe("按“轮流”分给李娜（济南）");
  const missed = await crm.process.ledger.records(root, "crm", {
    ...place,
    account: crm.people["wangqiang"] ?? "",
    side: "missed",
  });
  expect(missed.items.map(({ missed: reason, owner }) => [reason, owner])).toEqual(
    ["李娜", "刘洋", "李娜", "刘洋", "李娜"].map((owner) => ["leave", owner]),
  );
});

test("only those whose role lets them read it do, and records show only what they may see", async () => {
  await crm.publish(inTurn());
  await allAtOnce(crm, testLeads(3));
  await expect(readLedger("lina")).rejects.toMatchObject({ code: "FLOW_LEDGER_FORBIDDEN" });
  expect((await readLedger("director")).groups).toHaveLength(1);
  const role = crm.store.releases.current("crm").catalog.find("role", "rep");
  if (!role) throw new TypeError("the app has salespeople");
  await crm.publish({ ...role, ledger: true });
  const lina = await crm.actor("lina");
  expect((await readLedger("lina")).groups[0]?.records).toBe(3);
  const page = await crm.process.ledger.records(lina, "crm", {
    ...all(),
    flow: "lead_routing",
    node: "assign",
    rule: "turns",
    account: crm.people["liuyang"] ?? "",
    side: "given",
  });
  expect(page.items).toMatchObject([{ title: null, why: null, owner: "刘洋" }]);
  const turned = { from: "2026-11-02T00:00:00Z", until: "2026-11-01T00:00:00Z" };
  await expect(crm.process.ledger.read(lina, "crm", turned)).rejects.toMatchObject({
    code: "FLOW_LEDGER_SPAN_INVALID",
  });
});
