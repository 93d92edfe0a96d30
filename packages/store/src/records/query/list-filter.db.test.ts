import { fieldType } from "@mortise/fields";
import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../../actor.ts";
import { openStore, type Store } from "../../database.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { relatedApp } from "../../testing/related-app.ts";
import { refusal } from "../fixtures/refusal.ts";
import { createContext } from "../model/gateway-context.ts";
import { accessRows } from "../permission/row-access.ts";
import type { RecordValues } from "../record-command.ts";
import type { RecordQuery } from "../record-query.ts";
import { conditionSql } from "../values/sql-of.ts";

const database = useDatabase();
const clock = new ManualClock("2026-11-22T01:30:00Z");
const PERSON = "01890000-0000-7000-8000-000000000001";
let store: Store;
let contacts: readonly string[] = [];

beforeAll(async () => {
  store = await openStore({ url: database.url, clock, logger: silentLogger });
  await database.pool.query("insert into mortise.account (id, name) values ($1, '王伟')", [PERSON]);
  await store.releases.createApp(relatedApp("rel"), systemActor);
  contacts = await make("contact", { name: "a" }, { name: "b" }, { name: "c" });
  const [a = "", b = "", c = ""] = contacts;
  await make(
    "deal",
    { name: "none" },
    { name: "a", contacts: [a], owner: PERSON },
    { name: "ab", contacts: [a, b] },
    { name: "abc", contacts: [c, b, a], owner: PERSON },
    { name: "c", contacts: [c] },
  );
});
afterAll(() => store.close());

async function make(entity: string, ...rows: readonly RecordValues[]): Promise<readonly string[]> {
  clock.advance(1);
  const command = { type: "create", entity, rows } as const;
  const { results } = await store.records.execute(systemActor, "rel", [command], { type: "user" });
  return results.flatMap(({ ids }) => ids);
}

async function names(entity: string, query: Omit<RecordQuery, "entity">, actor: Actor = systemActor) {
  const page = await store.records.query(actor, "rel", { entity, sort: [{ field: "name" }], ...query });
  return page.items.map((item) => item["name"]);
}

const deals = (filter: RecordQuery["filter"] & object) => names("deal", { filter });
const LIST = { var: "contacts" };

test("several references hold one, any, all or none of some records, or nothing", async () => {
  const [a = "", b = "", c = ""] = contacts;
  expect(await deals({ contains: [LIST, a] })).toEqual(["a", "ab", "abc"]);
  expect(await deals({ in: [b, LIST] })).toEqual(["ab", "abc"]);
  expect(await deals({ containsAny: [LIST, [b, c]] })).toEqual(["ab", "abc", "c"]);
  expect(await deals({ containsAll: [LIST, [a, b]] })).toEqual(["ab", "abc"]);
  expect(await deals({ containsAll: [LIST, [a, a]] })).toEqual(["a", "ab", "abc"]);
  expect(await deals({ "!": [{ containsAny: [LIST, [b, c]] }] })).toEqual(["a", "none"]);
  expect(await deals({ empty: [LIST] })).toEqual(["none"]);
  expect(await deals({ notEmpty: [LIST] })).toEqual(["a", "ab", "abc", "c"]);
  expect(await deals({ containsAny: [LIST, []] })).toEqual([]);
  expect(await deals({ "==": [LIST, [b, a]] })).toEqual(["ab"]);
});

test("records in the bin are held by no list", async () => {
  const [, , c = ""] = contacts;
  const command = { type: "delete", entity: "contact", ids: [c] } as const;
  const { changeSet } = await store.records.execute(systemActor, "rel", [command], { type: "user" });
  expect(await deals({ contains: [LIST, c] })).toEqual([]);
  expect(await deals({ empty: [LIST] })).toEqual(["c", "none"]);
  await store.records.undoChangeSet({ ...systemActor, admin: true }, "rel", changeSet);
  expect(await deals({ contains: [LIST, c] })).toEqual(["abc", "c"]);
});

test("reverse lists are asked as a whole, not only the newest that are shown, and as far as they may be seen", async () => {
  const [a = ""] = contacts;
  const [far = ""] = await make("deal", { name: "oldest of many", contacts: [a] });
  await make("deal", ...Array.from({ length: 60 }, (_, n) => ({ name: `later ${n}`, contacts: [a] })));
  expect(await names("contact", { filter: { contains: [{ var: "deals" }, far] } })).toEqual(["a"]);
  expect(await names("contact", { filter: { notEmpty: [{ var: "deals" }] } })).toEqual(["a", "b", "c"]);
  const clerk: Actor = {
    ...systemActor,
    kind: "user",
    userId: PERSON,
    admin: false,
    roles: { rel: ["clerk"] },
  };
  expect(await names("contact", { filter: { contains: [{ var: "deals" }, far] } }, clerk)).toEqual([]);
  const [company = "", other = ""] = await make("company", { name: "co" }, { name: "other" });
  const [deal = ""] = await make("deal", { name: "of co", company });
  await make("deal", { name: "of other", company: other, owner: PERSON });
  expect(await names("company", { filter: { contains: [{ var: "deals" }, deal] } })).toEqual(["co"]);
  expect(await names("company", { filter: { notEmpty: [{ var: "deals" }] } })).toEqual(["co", "other"]);
  expect(await names("company", { filter: { notEmpty: [{ var: "deals" }] } }, clerk)).toEqual(["other"]);
});

test("lists cannot be sorted by, and the refusal names the field", async () => {
  const error = await refusal(names("deal", { sort: [{ field: "contacts" }] }));
  expect(error.code).toBe("STORE_FIELD_UNSUITABLE");
  expect(error.text.zh).toContain("contacts");
});

test("the database joins the links instead of reading the list of each row", async () => {
  const db = new Kysely<SystemDatabase>({ dialect: new PostgresDialect({ pool: database.pool }) });
  const context = createContext({ db, clock, fieldType, releases: store.releases }, []);
  const access = accessRows(context, systemActor, { app: "rel", entity: "deal" });
  for (const filter of [
    { contains: [LIST, PERSON] },
    { containsAny: [LIST, [PERSON]] },
    { containsAll: [LIST, [PERSON]] },
    { notEmpty: [LIST] },
    { empty: [LIST] },
  ]) {
    const { rows } = await sql<{ "QUERY PLAN": string }>`
      explain select 1 from ${access.model.table} as t where ${conditionSql(filter, access)}`.execute(db);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).not.toMatch(/^\s*SubPlan/m);
  }
});

test("an empty text is a condition that no record meets, whatever asks", async () => {
  const page = await store.records.query(systemActor, "rel", { entity: "deal", filter: "", count: "exact" });
  expect([page.items, page.count?.value]).toEqual([[], 0]);
  const target = { entity: "deal", selection: { filter: "" }, operation: "delete" } as const;
  expect((await store.records.countMatching(systemActor, "rel", target)).matching).toBe(0);
});
