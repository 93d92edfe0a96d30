import type { JsonObject } from "@mortise/kit";
import { Accounts } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { API, type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
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
let other: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  other = await openCrm(database.url, crm.clock);
  await crm.publish(known());
});
beforeEach(() => forgetLeads(crm));
afterAll(() => Promise.all([crm.close(), other.close()]));

const PEOPLE = ["lina", "wangqiang", "liuyang"];

/** First who has the customer of that telephone number, then who has a lead of that company, then in turn. */
function known(more: JsonObject = {}) {
  const users = PEOPLE.map((login) => crm.people[login] ?? "");
  const lookups = [
    { entity: "customer", match: [{ field: "phone", own: "mobile" }] },
    { entity: "lead", match: [{ field: "company", own: "company" }] },
  ];
  return aRouting({
    rules: [
      { id: "known", name: "老客户", to: { strategy: "existing-owner", lookups, ...more } },
      { id: "all", to: { strategy: "round-robin", users } },
    ],
    fallback: { strategy: "pool" },
  });
}

/** Eighteen leads of five companies in different spelling, and some of none. */
const LEADS = testLeads(18, (index) => ({
  company:
    index % 6 === 5
      ? null
      : ([`公司${index % 6}`, `公 司 ${index % 6}`, `公司${index % 6} `][index % 3] ?? ""),
}));

test("leads of one company go to one person, one by one or all at once, and each decision comes out again", async () => {
  const single = await oneByOne(crm, LEADS);
  const ofCompany = (owners: readonly string[], company: number) =>
    new Set(owners.filter((_owner, index) => index % 6 === company));
  expect([0, 1, 2, 3, 4].map((company) => ofCompany(single, company).size)).toEqual([1, 1, 1, 1, 1]);
  expect(new Set(single)).toEqual(new Set(PEOPLE));
  await forgetLeads(crm);
  expect(await allAtOnce(crm, LEADS)).toEqual(single);
  crm.clock.advance(60_000);
  const decisions = await redecideAll(crm);
  expect(decisions).toHaveLength(18);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ why: was.why, details: was.details, outcome: was.outcome });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow: known(), days: 30 });
  expect(answer.reproduced).toEqual({ same: 18, of: 18 });
});

test("a telephone number is the same however it is written, and a customer's owner comes first", async () => {
  const owner = crm.people["chenjing"] ?? "";
  await crm.create(
    "customer",
    { name: "老客户", phone: "138-0000 7777", owner },
    { ...API, skipFlows: true },
  );
  const [lead] = testLeads(1, () => ({ mobile: "+86 13800007777", company: "公司甲" }));
  const id = await crm.create("lead", lead ?? {});
  expect(await ownersOf(crm, [id])).toEqual(["chenjing"]);
  const [why] = await crm.process.decisionsFor(await crm.actor("root"), {
    app: "crm",
    entity: "lead",
    record: id,
  });
  expect(why?.why.zh).toMatch(/^按“老客户”归原负责人陈静/);
  expect(why?.details[0]).toMatchObject({
    label: { zh: "电话相同的客户" },
    value: { zh: "负责人陈静，分给 TA" },
  });
  const { rows } = await crm.store.pool.query(
    "select indexdef from pg_indexes where schemaname = 'app_crm' and indexname = 'ix$customer$digits$phone'",
  );
  expect(rows).toMatchObject([{ indexdef: expect.stringContaining("unique_digits(phone)") }]);
});

test("what nobody looked up then is replayed by whose the records are, and by who gets them in the replay", async () => {
  await crm.publish(aRouting({ rules: [], fallback: { strategy: "user", user: crm.people["lina"] ?? "" } }));
  for (const lead of LEADS.slice(0, 8)) {
    await crm.create("lead", lead);
    crm.clock.advance(1_000);
  }
  const users = ["wangqiang", "liuyang"].map((login) => crm.people[login] ?? "");
  const [first] = known().nodes;
  const settings = first?.settings ?? {};
  const rules = Array.isArray(settings["rules"]) ? settings["rules"].slice(0, 1) : [];
  const draft = aRouting({ rules, fallback: { strategy: "round-robin", users } });
  const answer = await crm.process.whatIf(await crm.actor("root"), { app: "crm", flow: draft, days: 30 });
  const counts = Object.fromEntries(answer.people.map(({ id, after }) => [answer.names[id], after]));
  // Companies 0 to 4 and the lead of none take turns; the second ones of 0 and 1 follow the first.
  expect(counts).toEqual({ 王强: 4, 刘洋: 4, 李娜: 0 });
  await crm.publish(known());
});

test("two leads of a new customer that come to two processes at once go to one person", async () => {
  const pairs = Array.from({ length: 10 }, (_, index) => `同时${index}`);
  const owners = await Promise.all(
    pairs.map(async (company) => {
      const [lead] = testLeads(1, () => ({ company }));
      const ids = await Promise.all([crm, other, crm].map((one) => one.create("lead", lead ?? {})));
      return ownersOf(crm, ids);
    }),
  );
  expect(owners.map((three) => new Set(three).size)).toEqual(pairs.map(() => 1));
});

test("whoever has left keeps no customers: the next rule holds", async () => {
  await crm.create("lead", LEADS[0] ?? {});
  const accounts = new Accounts(crm.store.db, crm.clock);
  const [first] = await crm.process.decisionsFor(await crm.actor("root"), {
    app: "crm",
    entity: "lead",
    record: (await crm.store.pool.query<{ id: string }>("select id from app_crm.lead")).rows[0]?.id ?? "",
  });
  expect(first?.why.zh).toContain("李娜");
  await accounts.update(crm.people["lina"] ?? "", { active: false });
  expect(await oneByOne(crm, [LEADS[0] ?? {}])).toEqual(["wangqiang"]);
  await accounts.update(crm.people["lina"] ?? "", { active: true });
});
