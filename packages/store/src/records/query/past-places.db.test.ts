import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import { relatedApp } from "../../testing/related-app.ts";
import { aField, anApp, anEntity } from "../../testing/shop-app.ts";
import type { Command, RecordValues } from "../record-command.ts";
import type { RecordQuery } from "../record-query.ts";

const database = useDatabase();
const START = "2026-11-22T02:00:00Z";
const THEN = "2026-11-22T02:30:00.000Z";
const LATER = "2026-11-22T03:00:00Z";
const clock = new ManualClock(START);
const person: Actor = {
  ...systemActor,
  kind: "user",
  userId: "01890000-0000-7000-8000-000000000001",
  admin: false,
  roles: { wide: ["own"] },
};
const DECIMALS = { settings: { decimals: 2 } };
let store: Store;

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await database.pool.query("insert into mortise.account (id, name) values ($1, '王伟')", [person.userId]);
  await store.releases.createApp(relatedApp("rel"), systemActor);
  const wide = Array.from({ length: 499 }, (_, n) =>
    aField(`f${n}`, n % 3 === 0 ? "date" : n % 3 === 1 ? "number" : "text", n % 3 === 1 ? DECIMALS : {}),
  );
  const grant = { create: true, read: ["own"], update: ["own"], delete: ["own"] } as const;
  await store.releases.createApp(
    [
      ...anApp("wide", [anEntity("lead", wide)]),
      {
        kind: "role",
        id: "own",
        version: 1,
        name: { zh: "自己", en: "Own" },
        builder: false,
        grants: { lead: { ...grant, condition: { "!=": [{ var: "f496" }, 7] } } },
      },
    ],
    systemActor,
  );
});
beforeEach(() => clock.set(START));
afterAll(() => store.close());

async function run(app: string, command: Command) {
  clock.advance(1);
  return store.records.execute(systemActor, app, [command], { type: "user" });
}
async function make(
  app: string,
  entity: string,
  ...rows: readonly RecordValues[]
): Promise<readonly string[]> {
  return (await run(app, { type: "create", entity, rows })).results[0]?.ids ?? [];
}
const change = (app: string, entity: string, id: string, values: RecordValues) =>
  run(app, { type: "update", entity, changes: [{ id, values }] });

const past = (app: string, query: Partial<RecordQuery> & { readonly entity: string }, actor = systemActor) =>
  store.records.query(actor, app, { asOf: THEN, sort: [{ field: "name" }], ...query });

describe("an entity whose rows are split over several tables", () => {
  test("has a past: values of then in every table, filtered, sorted, counted and page by page", async () => {
    const { catalog, layout } = store.releases.current("wide");
    expect(catalog.find("entity", "lead")?.fields.length).toBeGreaterThan(499);
    // Otherwise this test would say nothing.
    expect(Object.keys(layout?.["lead"] ?? {})).toContain("f496");
    const first = { f0: "2026-01-31", f1: "12.5", f496: "1", f497: "乙" };
    const [a = "", b = "", gone = ""] = await make(
      "wide",
      "lead",
      { name: "a", owner: person.userId, ...first },
      { name: "b", owner: person.userId, ...first, f496: "2" },
      { name: "c", owner: person.userId, ...first, f496: "3" },
    );
    clock.set(LATER);
    await change("wide", "lead", a, { name: "z", f0: null, f1: "13", f496: "5", f497: null });
    await change("wide", "lead", a, { f496: "6" });
    await run("wide", { type: "delete", entity: "lead", ids: [gone] });
    await make("wide", "lead", { name: "d", owner: person.userId });
    const page = await past("wide", { entity: "lead", count: "exact" });
    expect(page.items.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(page.count?.value).toBe(3);
    expect(page.items[0]).toMatchObject({ id: a, revision: 1, ...first, f1: "12.50", f496: "1.00" });
    const small = { filter: { "<": [{ var: "f496" }, 3] }, sort: [{ field: "f496", descending: true }] };
    const rest = await past("wide", { entity: "lead", ...small, limit: 1 });
    expect(rest.items.map(({ name }) => name)).toEqual(["b"]);
    const next = await past("wide", { entity: "lead", ...small, limit: 1, after: rest.next ?? "" });
    expect(next.items.map(({ name }) => name)).toEqual(["a"]);
    const one = await store.records.getPast(systemActor, "wide", { entity: "lead", id: a, asOf: THEN });
    expect(one.record).toMatchObject({ name: "a", ...first, f1: "12.50", f496: "1.00" });
    await change("wide", "lead", b, { f496: "7" });
    // The role's condition holds of the rows as they are now.
    expect((await past("wide", { entity: "lead" }, person)).items.map(({ name }) => name)).toEqual([
      "a",
      "c",
    ]);
    const told = { entity: "lead", ids: [b], changeSets: [(await lastChangeSet(b)) ?? ""], more: false };
    expect((await store.records.audience("wide", told, [person])).get(person)?.ids).toEqual([b]);
  });
});

async function lastChangeSet(id: string): Promise<string | undefined> {
  const { items } = await store.records.history(systemActor, "wide", { entity: "lead", id });
  return items[0]?.changeSet;
}

describe("fields of several references", () => {
  test("show the records of then, in their order, and are filtered by them", async () => {
    const [a = "", b = "", c = ""] = await make(
      "rel",
      "contact",
      { name: "a" },
      { name: "b" },
      { name: "c" },
    );
    const [changed = "", emptied = "", same = "", filled = ""] = await make(
      "rel",
      "deal",
      { name: "1 changed", contacts: [b, a] },
      { name: "2 emptied", contacts: [a] },
      { name: "3 same", contacts: [c] },
      { name: "4 filled" },
    );
    clock.set(LATER);
    await change("rel", "deal", changed, { contacts: [c], name: "9" });
    await change("rel", "deal", changed, { contacts: [c, a] });
    await change("rel", "deal", emptied, { contacts: null });
    await change("rel", "deal", filled, { contacts: [c] });
    await run("rel", { type: "delete", entity: "contact", ids: [c] });
    const { items, labels } = await past("rel", { entity: "deal", fields: ["name", "contacts"] });
    expect(items.map(({ id, contacts }) => [id, contacts])).toEqual([
      [changed, [b, a]],
      [emptied, [a]],
      [same, [c]],
      [filled, null],
    ]);
    expect(labels).toMatchObject({ [a]: "a", [b]: "b", [c]: "c" });
    const withA = await past("rel", { entity: "deal", filter: { contains: [{ var: "contacts" }, a] } });
    expect(withA.items.map(({ id }) => id)).toEqual([changed, emptied]);
    const none = await past("rel", { entity: "deal", filter: { empty: [{ var: "contacts" }] } });
    expect(none.items.map(({ id }) => id)).toEqual([filled]);
    for (const [id, contacts] of [
      [changed, [b, a]],
      [emptied, [a]],
      [filled, null],
    ] as const) {
      const { record } = await store.records.getPast(systemActor, "rel", { entity: "deal", id, asOf: THEN });
      expect(record["contacts"]).toEqual(contacts);
    }
  });
});

test("what other records say is not shown of the past, sorted or filtered by: it is of today", async () => {
  const [company = ""] = await make("rel", "company", { name: "海尔", industry: "白电" });
  const lines = [{ name: "l", price: 5 }];
  const [deal = ""] = await make("rel", "deal", { name: "d", company, amount: 3, lines });
  clock.set(LATER);
  await change("rel", "company", company, { industry: "物联网" });
  await change("rel", "deal", deal, { amount: 9 });
  const filter = { "==": [{ var: "name" }, "d"] };
  const [row] = (await past("rel", { entity: "deal", filter })).items;
  expect(row).toMatchObject({ amount: "3.00", company });
  const gone = ["industry", "industry_live", "company_won", "line_total", "contact_count", "above_industry"];
  for (const field of gone) expect(row).not.toHaveProperty(field);
  const one = await store.records.getPast(systemActor, "rel", { entity: "deal", id: deal, asOf: THEN });
  for (const field of gone) expect(one.record).not.toHaveProperty(field);
  const refused = { code: "STORE_QUERY_INVALID" };
  await expect(past("rel", { entity: "deal", sort: [{ field: "industry" }] })).rejects.toMatchObject(refused);
  const asked = { "==": [{ var: "line_total" }, 5] };
  await expect(past("rel", { entity: "deal", filter: asked })).rejects.toMatchObject(refused);
});
