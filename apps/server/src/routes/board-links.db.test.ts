import { BOARD_PASSWORD_HEADER, routes } from "@mortise/contract";
import type { DashboardDocument, RoleDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PASSWORD, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm", dashboard: "shared" };
const place = { x: 0, y: 0, w: 6, h: 6 };
const sameText = (text: string) => ({ zh: text, en: text });
const COUNT = { id: "count", name: sameText("数量"), function: "count" as const };
const SUM = { id: "sum", name: sameText("金额"), function: "sum" as const, field: "est_amount" };

const board: DashboardDocument = {
  kind: "dashboard",
  id: "shared",
  version: 1,
  name: { zh: "渠道周报", en: "Channels weekly" },
  cards: [
    {
      id: "sources",
      chart: "bar",
      title: sameText("来源"),
      entity: "lead",
      layout: place,
      dimensions: [{ field: "source" }],
      measures: [COUNT],
      filter: { "!=": [{ var: "needs" }, "内部测试"] },
    },
    {
      id: "amount",
      chart: "number",
      title: sameText("金额"),
      entity: "lead",
      layout: { ...place, x: 6 },
      dimensions: [],
      measures: [{ ...SUM, filter: { "!=": [{ var: "wechat" }, "nobody"] } }],
    },
  ],
  contents: [{ id: "rows", type: "records", view: "lead_pool", layout: { ...place, y: 6 } }],
  filters: [
    {
      id: "industry",
      type: "options",
      name: sameText("行业"),
      targets: [
        { item: "sources", field: "industry" },
        { item: "amount", field: "industry" },
      ],
    },
    {
      id: "grade",
      type: "options",
      name: sameText("级别"),
      targets: [
        { item: "sources", field: "grade" },
        { item: "amount", field: "grade" },
      ],
    },
    { id: "owner", type: "people", name: sameText("负责人"), targets: [{ item: "sources", field: "owner" }] },
  ],
};

/** Builds and shares, and sees neither amounts nor what is in the pool. */
const partner: RoleDocument = {
  kind: "role",
  id: "partner",
  version: 1,
  name: sameText("伙伴"),
  builder: true,
  grants: {
    lead: { create: false, read: ["all"], update: [], delete: [], fields: { est_amount: "hidden" } },
  },
};

async function publish(documents: readonly (DashboardDocument | RoleDocument)[]): Promise<void> {
  const ops = await app.as("ops");
  const { body: draft } = await ops.call(routes.getDraft, { params: { app: "crm" } });
  const revised = documents.map((document) => {
    const known = draft.documents.find(
      ({ document: one }) => one.kind === document.kind && one.id === document.id,
    );
    return { document, revision: known?.revision ?? 0 };
  });
  await ops.call(routes.saveDraft, { params: { app: "crm" }, body: { documents: revised } });
  const { body } = await ops.call(routes.diffDraft, { params: { app: "crm" } });
  const published = await ops.call(routes.publish, { params: { app: "crm" }, body: { base: body.base } });
  expect([published.status, published.text]).toEqual([200, expect.anything()]);
}

let partnerId = "";

beforeAll(async () => {
  await publish([board, partner]);
  const rows = [
    ["baidu", "equipment", "a", "100"],
    ["baidu", "equipment", "b", "200"],
    ["douyin", "equipment", "a", "400"],
    ["douyin", "food", "a", "800"],
  ].map(([source, industry, grade, est_amount], index) => {
    const mobile = `+8613900000${String(index).padStart(3, "0")}`;
    return { name: `线索 ${index}`, company: `公司 ${index}`, mobile, source, industry, grade, est_amount };
  });
  const command = { type: "create", entity: "lead", rows } as const;
  await app.services.store.records.execute(systemActor, "crm", [command], { type: "seed", skipFlows: true });
  partnerId = await app.services.accounts.create({
    name: "伙伴",
    email: "partner@demo.mortise.example",
    password: PASSWORD,
    roles: { crm: ["partner"] },
  });
});

async function share(login: string, body: Parameters<typeof make>[1]): Promise<{ id: string; key: string }> {
  const answer = await make(login, body);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function make(
  login: string,
  body: {
    readonly name?: string;
    readonly filters?: Record<string, string[]>;
    readonly password?: string;
    readonly expiresAt?: string;
    readonly hosts?: string[];
    readonly exports?: boolean;
  },
) {
  return await (
    await app.as(login)
  ).call(routes.makeBoardLink, { params, body: { name: "给渠道的", ...body } });
}

/** A card's figures by the first key of each point. */
async function figures(
  key: string,
  card: string,
  filters: Record<string, string[]> = {},
  headers: Record<string, string> = {},
) {
  const input = { params: { key, card }, body: { filters } };
  const { status, body } = await app.anonymous.call(routes.sharedCardData, input, headers);
  if (status !== 200) return body;
  return Object.fromEntries(
    body.points.map(({ keys, values }) => [String(keys[0] ?? ""), Object.values(values)[0]]),
  );
}

describe("a public link of a dashboard", () => {
  test("shows the dashboard and its figures, and nothing of how they come about", async () => {
    const { key } = await share("ops", {});
    const visit = await app.anonymous.call(routes.visitBoard, { params: { key } });
    expect(visit.status).toBe(200);
    const { dashboard, entities } = visit.body;
    expect(dashboard.cards.map(({ id }) => id)).toEqual(["sources", "amount"]);
    expect(dashboard.contents).toEqual([]);
    expect(dashboard.filters?.map(({ id }) => id)).toEqual(["industry", "grade"]);
    expect(entities.map(({ id, fields }) => [id, fields.map((field) => field.id).toSorted()])).toEqual([
      ["lead", ["est_amount", "grade", "industry", "source"]],
    ]);
    for (const secret of ["needs", "内部测试", "nobody", "mobile"]) expect(visit.text).not.toContain(secret);
    const answer = await app.anonymous.call(routes.sharedCardData, {
      params: { key, card: "sources" },
      body: { filters: {} },
    });
    expect(answer.body.points).toHaveLength(2);
    expect(answer.text).not.toMatch(/needs|inPeriod|"var"/);
  });

  test("keeps the filters that it sets, whatever a visitor asks for; others the visitor sets", async () => {
    const { key } = await share("ops", { filters: { industry: ["equipment"] } });
    expect(await figures(key, "sources")).toEqual({ baidu: "2", douyin: "1" });
    expect(await figures(key, "sources", { grade: ["a"] })).toEqual({ baidu: "1", douyin: "1" });
    expect(await figures(key, "amount", { industry: ["food"] })).toEqual({ "": "700.00" });
    expect(await figures(key, "amount", { industry: [] })).toEqual({ "": "700.00" });
    // Filters about people are none of a visitor's.
    expect(await figures(key, "sources", { owner: [partnerId] })).toEqual({ baidu: "2", douyin: "1" });
    const shown = await app.anonymous.call(routes.visitBoard, { params: { key } });
    expect(shown.body.dashboard.filters?.map(({ id }) => id)).toEqual(["grade"]);
    expect(await figures(key, "nothing")).toMatchObject({ code: "REPORT_LINK_CLOSED" });
  });

  test("shows what whoever shared it may see now", async () => {
    const partners = await app.as(partnerId);
    const made = await partners.call(routes.makeBoardLink, { params, body: { name: "伙伴的" } });
    const { key } = made.body;
    const visit = await app.anonymous.call(routes.visitBoard, { params: { key } });
    const fields = visit.body.entities.flatMap((entity) => entity.fields.map((field) => field.id));
    expect([fields.toSorted(), await figures(key, "amount")]).toMatchObject([
      ["grade", "industry", "source"],
      { code: "STORE_FIELD_NOT_ALLOWED" },
    ]);
    const { accounts } = app.services;
    await accounts.update(partnerId, { roles: { crm: ["rep"] } });
    expect(await figures(key, "sources")).toMatchObject({ code: "REPORT_LINK_CLOSED" });
    const seen = await (await app.as("ops")).call(routes.listBoardLinks, { params });
    expect(seen.body.items.find(({ name }) => name === "伙伴的")).toMatchObject({
      state: "closed",
      by: "伙伴",
    });
    await accounts.update(partnerId, { roles: { crm: ["partner"] } });
    expect(await figures(key, "sources")).toEqual({ baidu: "2", douyin: "2" });
    await accounts.update(partnerId, { active: false });
    expect(await figures(key, "sources")).toMatchObject({ code: "REPORT_LINK_CLOSED" });
  });

  test("asks for its password, and slows down who tries many", async () => {
    const { key } = await share("ops", { password: "榫卯2026" });
    const told = (password: string) => ({ [BOARD_PASSWORD_HEADER]: encodeURIComponent(password) });
    const visit = (headers: Record<string, string>) =>
      app.anonymous.call(routes.visitBoard, { params: { key } }, headers);
    expect((await visit({})).body).toMatchObject({ code: "REPORT_LINK_PASSWORD" });
    expect(await figures(key, "sources")).toMatchObject({ code: "REPORT_LINK_PASSWORD" });
    expect((await visit(told("榫卯2026"))).status).toBe(200);
    expect(await figures(key, "amount", {}, told("榫卯2026"))).toEqual({ "": "1500.00" });
    for (let guess = 0; guess < 10; guess += 1) expect((await visit(told(`wrong${guess}`))).status).toBe(401);
    expect((await visit(told("榫卯2026"))).status).toBe(429);
    const { rows } = await app.database.pool.query("select password from mortise.board_link");
    expect(JSON.stringify(rows)).not.toContain("榫卯2026");
  });

  test("ends on its day, and when it is taken back", async () => {
    const past = new Date(Date.now() - 1_000).toISOString();
    const over = await share("ops", { expiresAt: past });
    expect(await figures(over.key, "sources")).toMatchObject({ code: "REPORT_LINK_OVER" });
    const { id, key } = await share("ops", { name: "收回的" });
    expect(await figures(key, "sources")).toEqual({ baidu: "2", douyin: "2" });
    const ops = await app.as("ops");
    expect((await ops.call(routes.revokeBoardLink, { params: { app: "crm", id } })).status).toBe(200);
    expect(await figures(key, "sources")).toMatchObject({ code: "REPORT_LINK_GONE" });
    expect((await ops.call(routes.revokeBoardLink, { params: { app: "crm", id } })).status).toBe(404);
    const listed = await ops.call(routes.listBoardLinks, { params });
    expect(listed.body.items.map(({ name }) => name)).not.toContain("收回的");
    const forged = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
    expect(await figures(forged, "sources")).toMatchObject({ code: "REPORT_LINK_GONE" });
    const admin = await app.as("admin");
    const audit = await admin.call(routes.listAudit, { query: { kind: "board-link" } });
    expect(audit.body.items[0]?.details).toEqual({ link: "收回的", dashboard: "渠道周报", made: false });
  });

  test("counts how often it was opened, and gives files only where it says so", async () => {
    const { key, id } = await share("ops", { exports: false });
    const { key: giving } = await share("ops", { exports: true, filters: { grade: ["a"] } });
    const ask = (of: string) =>
      app.anonymous.call(routes.sharedCardFile, {
        params: { key: of, card: "sources" },
        body: { filters: { grade: ["b"] }, format: "csv" },
      });
    expect((await ask(key)).body).toMatchObject({ code: "REPORT_LINK_NO_FILES" });
    const file = await ask(giving);
    const text = Buffer.from(file.body.content, "base64").toString();
    expect(text.split(/\r?\n/).filter((line) => /,(1|2)$/.test(line))).toHaveLength(2);
    for (let time = 0; time < 3; time += 1) await app.anonymous.call(routes.visitBoard, { params: { key } });
    const { body } = await (await app.as("ops")).call(routes.listBoardLinks, { params });
    expect(body.items.find((link) => link.id === id)).toMatchObject({ opens: 3, state: "open" });
  });

  test("may stand in frames of the hosts that it names", async () => {
    const { key } = await share("ops", { hosts: ["www.example.com", "*.example.org"] });
    const framed = await app.services.boardLinks.framedBy(key);
    expect(framed).toEqual(["www.example.com", "*.example.org"]);
    expect(await app.services.boardLinks.framedBy("nothing")).toEqual([]);
    const strange = await make("ops", { hosts: ["www.example.com; script-src *"] });
    expect(strange.body).toMatchObject({ code: "REPORT_LINK_HOST" });
  });

  test("is made by builders only, of filters that there are", async () => {
    expect((await make("lina", {})).status).toBe(403);
    expect((await make("ops", { filters: { nothing: ["x"] } })).body).toMatchObject({
      code: "REPORT_LINK_FILTER",
    });
  });
});

describe("a change of a shared dashboard", () => {
  beforeEach(async () => {
    await share("ops", { name: "要固定级别的", filters: { grade: ["a"] } });
  });

  test("tells which links it closes, and they are closed then", async () => {
    const ops = await app.as("ops");
    const { key } = await share("ops", { name: "行业的", filters: { industry: ["food"] } });
    const { body: draft } = await ops.call(routes.getDraft, { params: { app: "crm" } });
    const revision = draft.documents.find(({ document: { id } }) => id === "shared")?.revision ?? 0;
    const without = { ...board, filters: (board.filters ?? []).filter(({ id }) => id !== "industry") };
    const documents = [{ document: without, revision }];
    await ops.call(routes.saveDraft, { params: { app: "crm" }, body: { documents } });
    const diff = await ops.call(routes.diffDraft, { params: { app: "crm" } });
    const links = diff.body.impact.filter(({ kind }) => kind === "board-link").map(({ text }) => text.zh);
    expect(links).toContain("公开链接“行业的”固定的筛选已从仪表盘“渠道周报”删除，链接将关闭");
    expect(links.join()).not.toContain("要固定级别的");
    expect(await figures(key, "amount")).toEqual({ "": "800.00" });
    await ops.call(routes.publish, { params: { app: "crm" }, body: { base: diff.body.base } });
    expect(await figures(key, "amount")).toMatchObject({ code: "REPORT_LINK_CLOSED" });
  });
});
