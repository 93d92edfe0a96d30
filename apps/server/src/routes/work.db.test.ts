import { routes } from "@mortise/contract";
import type { ViewDocument } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();

async function make(login: string, entity: string, values: Record<string, unknown>): Promise<string> {
  const caller = await app.as(login);
  const made = await caller.call(routes.createRecord, { params: { app: "crm", entity }, body: { values } });
  expect(made).toMatchObject({ status: 200 });
  return made.body.record.id;
}

/** An opportunity of 李娜 (济南) that has come to a quote; answers the quote's id. */
async function aQuoteToApprove(name: string): Promise<string> {
  const customer = await make("lina", "customer", { name: `${name}客户` });
  const opportunity = await make("lina", "opportunity", { name, customer, amount: "80000", stage: "needs" });
  const lina = await app.as("lina");
  const moved = await lina.call(routes.updateRecord, {
    params: { app: "crm", entity: "opportunity", id: opportunity },
    body: { values: { stage: "proposal" } },
  });
  expect(moved.status).toBe(200);
  const quotes = await lina.call(routes.queryRecords, { params: { app: "crm", entity: "quote" }, body: {} });
  const quote = quotes.body.items.find((item) => item["opportunity"] === opportunity);
  return quote?.id ?? "";
}

async function openItem(login: string, record: string) {
  const caller = await app.as(login);
  const { body } = await caller.call(routes.listWorkItems, { query: {} });
  return body.items.find((item) => item.record === record);
}

describe("an approval over HTTP", () => {
  test("reaches the manager, wants a reason for a no, is decided once, and tells the salesperson", async () => {
    const quote = await aQuoteToApprove("审批一");
    const item = await openItem("zhao", quote);
    expect(item).toMatchObject({ kind: "approval", status: "open", entity: "quote" });
    const id = item?.id ?? "";
    const zhao = await app.as("zhao");
    const decide = (decision: "approved" | "rejected", comment?: string) =>
      zhao.call(routes.decideWorkItem, {
        params: { id },
        body: { decision, ...(comment ? { comment } : {}) },
      });
    expect((await decide("rejected")).status).toBe(400);
    const answers = await Promise.all([
      decide("rejected", "价格太低"),
      decide("approved"),
      decide("approved"),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await decide("approved")).status).toBe(409);
    const done = await zhao.call(routes.listWorkItems, { query: { status: "done" } });
    expect(done.body.items.map((settled) => settled.id)).toContain(id);
  });

  test("cannot be decided by the asker, by a stranger, with a token, or when it does not exist", async () => {
    const quote = await aQuoteToApprove("审批二");
    const id = (await openItem("zhao", quote))?.id ?? "";
    const body = { decision: "approved" } as const;
    for (const login of ["lina", "liuyang", "wu", "auditor"])
      expect([403, 404]).toContain(
        (await (await app.as(login)).call(routes.decideWorkItem, { params: { id }, body })).status,
      );
    const token = await app.withToken("director");
    expect([403, 404]).toContain((await token.call(routes.decideWorkItem, { params: { id }, body })).status);
    const nothing = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";
    const zhao = await app.as("zhao");
    expect((await zhao.call(routes.decideWorkItem, { params: { id: nothing }, body })).status).toBe(404);
    expect(await openItem("zhao", quote)).toMatchObject({ status: "open" });
  });

  test("stands on the record's own list for those who may see the record", async () => {
    const quote = await aQuoteToApprove("审批三");
    const params = { app: "crm", entity: "quote", id: quote };
    const mine = await (await app.as("lina")).call(routes.recordWorkItems, { params });
    expect(mine.body.items).toMatchObject([{ kind: "approval", assignee: app.people["zhao"] }]);
    expect((await (await app.as("liuyang")).call(routes.recordWorkItems, { params })).status).toBe(404);
  });
});

describe("notifications", () => {
  test("are the person's own, counted until they are read", async () => {
    const token = await app.withToken("ops");
    const values = { name: "新线索", source: "website_signup", region: "370202", mobile: "13511112222" };
    const made = await token.call(routes.createRecord, {
      params: { app: "crm", entity: "lead" },
      body: { values },
    });
    const { owner } = made.body.record;
    const login = Object.keys(app.people).find((name) => app.people[name] === owner) ?? "";
    const [person, other] = [await app.as(login), await app.as("machao")];
    const before = await person.call(routes.listNotifications, { query: {} });
    expect(before.body.items.map(({ record }) => record)).toContain(made.body.record.id);
    expect(before.body.unread).toBeGreaterThan(0);
    const ids = before.body.items.map(({ id }) => id);
    await other.call(routes.readNotifications, { body: { ids } });
    const still = await person.call(routes.listNotifications, { query: {} });
    expect(still.body.unread).toBe(before.body.unread);
    expect((await person.call(routes.readNotifications, { body: {} })).body).toEqual({ unread: 0 });
  });
});

describe("flows at work", () => {
  test("show builders their recent runs, and nobody else", async () => {
    const input = { params: { app: "crm", flow: "no_such_flow" } };
    expect((await (await app.as("ops")).call(routes.flowRuns, input)).status).toBeLessThan(500);
    expect((await (await app.as("lina")).call(routes.flowRuns, input)).status).toBe(403);
  });
});

describe("personal views", () => {
  const name = { zh: "我的", en: "Mine" };
  const params = { app: "crm", id: "mine" };

  test("belong to one person, are saved under their address and can be forgotten", async () => {
    const [lina, zhao] = [await app.as("lina"), await app.as("zhao")];
    const templateView = (await lina.call(routes.getApp, { params: { app: "crm" } })).body.documents.find(
      (document) => document.kind === "view",
    ) as ViewDocument;
    const body = { view: { ...templateView, name } };
    expect((await lina.call(routes.saveView, { params, body })).status).toBe(200);
    const listed = await lina.call(routes.listViews, { params: { app: "crm" } });
    expect(listed.body.items).toMatchObject([{ id: "mine", name }]);
    expect((await zhao.call(routes.listViews, { params: { app: "crm" } })).body.items).toEqual([]);
    await zhao.call(routes.deleteView, { params });
    expect((await lina.call(routes.listViews, { params: { app: "crm" } })).body.items).toHaveLength(1);
    await lina.call(routes.deleteView, { params });
    expect((await lina.call(routes.listViews, { params: { app: "crm" } })).body.items).toEqual([]);
  });

  test("that are no views are refused", async () => {
    const lina = await app.as("lina");
    for (const wrong of [null, {}, { kind: "role", id: "x" }])
      expect((await lina.call(routes.saveView, { params, body: { view: wrong } as never })).status).toBe(400);
  });
});
