import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { type RecordReader, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import { readFigures, readFound } from "./read-searches.ts";

const database = useDatabase();
let crm: CrmStore;

const node = (
  id: string,
  type: string,
  settings: FlowNode["settings"],
  exits: FlowNode["exits"] = {},
): FlowNode => ({ id, type, settings, exits });

const sameName = {
  join: "and",
  rows: [{ field: "name", operator: "is", value: { var: "company" } }],
};

/** Every lead of a company leads to one customer: found or made, counted, and told about. */
function matching(): FlowDocument {
  const to = [{ source: "users", users: [crm.people["marketing"] ?? "", crm.people["root"] ?? ""] }];
  return {
    kind: "flow",
    id: "matching",
    version: 1,
    name: { zh: "匹配客户", en: "Matching" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "source" }, "other"] } } },
    start: "find",
    nodes: [
      node("find", "find-record", { entity: "customer", where: sameName }, { next: "mark", none: "make" }),
      node(
        "make",
        "create-record",
        {
          entity: "customer",
          values: [
            { field: "name", value: { var: "company" } },
            { field: "phone", value: "0531" },
          ],
        },
        { next: "again" },
      ),
      node("again", "find-record", { entity: "customer", where: sameName }, { next: "count" }),
      node(
        "mark",
        "update",
        { reference: "$find.record", values: [{ field: "phone", value: "已有" }] },
        { next: "count" },
      ),
      node(
        "count",
        "total",
        {
          entity: "lead",
          of: "sum",
          field: "est_amount",
          where: {
            join: "and",
            rows: [{ field: "company", operator: "is", value: { var: "company" } }],
          },
        },
        { next: "tell" },
      ),
      node("tell", "notify", {
        to,
        title: {
          zh: "客户 {$again.record.name} 电话 {$again.record.phone} 合计 {$count.result}",
          en: "Customer {$again.record} phone {$again.record.phone} total {$count.result}",
        },
      }),
    ],
  };
}

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(matching());
});
afterAll(() => crm.close());

const leads = (companies: readonly string[]) => ({
  type: "create" as const,
  entity: "lead",
  rows: companies.map((company) => ({ name: "张三", company, source: "other", est_amount: "100.50" })),
});

async function customers(name: string) {
  const page = await crm.store.records.query(systemActor, "crm", {
    entity: "customer",
    filter: { "==": [{ var: "name" }, name] },
  });
  return page.items;
}

test("a run finds what it has just written, and later runs find it too", async () => {
  await crm.store.records.execute(systemActor, "crm", [leads(["海尔"])], { type: "api" });
  expect(await customers("海尔")).toMatchObject([{ phone: "0531" }]);
  await crm.store.records.execute(systemActor, "crm", [leads(["海尔"])], { type: "api" });
  expect(await customers("海尔")).toMatchObject([{ phone: "已有" }]);
  const { rows } = await database.pool.query<{ outputs: Record<string, unknown> }>(
    `select outputs from mortise.flow_run where flow = 'matching' and status = 'done' order by started_at, id`,
  );
  const [customer] = await customers("海尔");
  expect(
    rows.map(({ outputs }) => [outputs["again.record"], outputs["find.record"], outputs["count.result"]]),
  ).toEqual([
    [customer?.id, null, "100.50"],
    [undefined, customer?.id, "201.00"],
  ]);
});

test("texts say what was found to each reader by the reader's own rights", async () => {
  await crm.store.records.execute(systemActor, "crm", [leads(["格力"])], { type: "api" });
  const told = async (login: string) => {
    const { items } = await crm.process.listNotifications(await crm.actor(login), {});
    return items.find(({ title }) => title.en.startsWith("Customer"))?.title;
  };
  expect((await told("root"))?.zh).toMatch(/^客户 格力 电话 0531 合计 \D*100\.50/);
  expect((await told("root"))?.en).toMatch(/^Customer 格力 phone 0531 total/);
  const [customer] = await customers("格力");
  await crm.store.records.execute(
    systemActor,
    "crm",
    [
      { type: "delete", entity: "customer", ids: [customer?.id ?? ""] },
      { type: "purge", entity: "customer", ids: [customer?.id ?? ""], references: "clear" },
    ],
    { type: "user", skipFlows: true },
  );
  // What the text quoted of another record was never kept with the text.
  expect((await told("root"))?.zh).toMatch(/^客户 — 电话 — 合计/);
});

test("searches of many runs that differ in one value are one statement", async () => {
  const names = Array.from({ length: 400 }, (_none, index) => `公司${index}`);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "customer", rows: names.map((name) => ({ name, phone: name })) }],
    { type: "api", skipFlows: true },
  );
  let asked = 0;
  const { records } = crm.store;
  const reader: RecordReader = {
    query: (...input) => {
      asked += 1;
      return records.query(...input);
    },
    get: (...input) => records.get(...input),
    aggregate: (...input) => {
      asked += 1;
      return records.aggregate(...input);
    },
    sameOwners: (...input) => records.sameOwners(...input),
  };
  const reading = { reader, actor: systemActor, app: "crm" };
  const by = (name: string) => ({ "==": [{ var: "name" }, name] });
  const found = await readFound(
    reading,
    [...names, "没有"].map((name) => ({ entity: "customer", filter: by(name), limit: 1 })),
  );
  expect(found.map((ids) => ids.length)).toEqual([...names.map(() => 1), 0]);
  expect(asked).toBe(1);
  const [third] = await customers("公司3");
  expect(found[3]).toEqual([third?.id]);
  asked = 0;
  const counts = await readFigures(
    reading,
    [...names, "没有"].map((name) => ({ entity: "customer", filter: by(name), function: "count" })),
  );
  expect(counts).toEqual([...names.map(() => "1"), "0"]);
  expect(asked).toBe(1);
});

test("five hundred leads of an import are matched together", async () => {
  const companies = Array.from({ length: 500 }, (_none, index) => `导入${index % 100}`);
  await crm.store.records.execute(systemActor, "crm", [leads(companies)], {
    type: "import",
    id: "00000000-0000-4000-8000-000000000001",
  });
  const { rows } = await database.pool.query<{ status: string; n: number }>(
    `select status, count(*)::int as n from mortise.flow_run where flow = 'matching' and outputs ? 'count.result'
       and record in (select id from app_crm.lead where company like '导入%') group by status`,
  );
  expect(rows).toEqual([{ status: "done", n: 500 }]);
});

test("updates or creates by a key, leaves the record, and deletes what was found", async () => {
  const key = { field: "name", value: { var: "company" } };
  await crm.publish({
    ...matching(),
    id: "keeping",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "source" }, "website_signup"] } } },
    start: "keep",
    nodes: [
      node(
        "keep",
        "upsert-record",
        { entity: "customer", keys: ["name"], values: [key, { field: "phone", value: { var: "name" } }] },
        { next: "link" },
      ),
      node(
        "link",
        "update",
        { values: [{ field: "needs", value: { var: "$keep.record.phone" } }] },
        { next: "former" },
      ),
      node(
        "former",
        "find-records",
        {
          entity: "lead",
          where: {
            join: "and",
            rows: [
              { field: "company", operator: "is", value: { var: "company" } },
              { field: "name", operator: "is", value: "旧" },
            ],
          },
        },
        { next: "gone" },
      ),
      node("gone", "delete-records", { reference: "$former.records" }),
    ],
  });
  const make = (name: string) => crm.create("lead", { name, company: "美的", source: "website_signup" });
  const former = await make("旧");
  const fresh = await make("新");
  expect(await customers("美的")).toMatchObject([{ phone: "新" }]);
  expect(await crm.record("lead", fresh)).toMatchObject({ needs: "新" });
  expect((await crm.record("lead", former))["deleted_at"]).toBe("2026-11-22T01:00:00.000Z");
  expect((await crm.record("lead", fresh))["deleted_at"]).toBeNull();
});
