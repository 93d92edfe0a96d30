import { routes } from "@mortise/contract";
import type { EntityDocument, RoleDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm" };
const leads = { app: "crm", entity: "lead" };

async function change(caller: Caller, kind: string, id: string, edit: (document: never) => unknown) {
  const { body } = await caller.call(routes.getDraft, { params });
  const found = body.documents.find(({ document }) => document.kind === kind && document.id === id);
  if (!found) throw new TypeError(`the crm app has ${kind}/${id}`);
  const document = edit(found.document as never) as EntityDocument | RoleDocument;
  const saved = await caller.call(routes.saveDraft, {
    params,
    body: { documents: [{ document, revision: found.revision }] },
  });
  expect(saved.status).toBe(200);
  return body.base;
}

const retype = (entity: EntityDocument): EntityDocument => ({
  ...entity,
  fields: entity.fields.map((field) =>
    field.id === "wechat" ? { id: "wechat", type: "number", name: field.name } : field,
  ),
});

test("rows that do not fit a new type are counted, shown, downloaded, and given up only when asked", async () => {
  const ops = await app.as("ops");
  for (const [name, wechat] of [
    ["数字", "123"],
    ["文字", "wx_abc"],
  ] as const) {
    await ops.call(routes.createRecord, {
      params: leads,
      body: { values: { name, source: "other", wechat } },
    });
  }
  const base = await change(ops, "entity", "lead", retype);
  const { body: diff } = await ops.call(routes.diffDraft, { params });
  const rows = { entity: "lead", field: "wechat", rule: "type", count: 1 };
  expect(diff.problems.filter((problem) => problem.rows)).toMatchObject([{ severity: "error", rows }]);
  const query = { entity: "lead", field: "wechat", rule: "type" } as const;
  const { body: shown } = await ops.call(routes.listViolations, { params, query });
  expect(shown).toMatchObject({ more: false, items: [{ title: "文字", value: "wx_abc" }] });
  const file = await ops.call(routes.downloadViolations, { params, query });
  expect(file.headers["content-type"]).toContain("spreadsheetml");
  expect(file.text.length).toBeGreaterThan(1_000);
  expect((await (await app.as("zhao")).call(routes.downloadViolations, { params, query })).status).toBe(403);

  const refused = await ops.call(routes.publish, { params, body: { base } });
  expect(refused.status).toBe(422);
  const published = await ops.call(routes.publish, { params, body: { base, accepted: ["lead.wechat"] } });
  expect(published.body).toEqual({ release: base + 1 });
  const { body: page } = await ops.call(routes.queryRecords, {
    params: leads,
    body: {
      filter: { in: [{ var: "name" }, ["数字", "文字"]] },
      fields: ["wechat"],
      sort: [{ field: "wechat" }],
    },
  });
  expect(page.items.map((item) => item["wechat"])).toEqual(["123", null]);
  await ops.call(routes.restoreRelease, { params: { app: "crm", number: base } });
});

test("a builder sees no value of a field that is hidden from them, in the list either", async () => {
  const admin = await app.as("admin");
  await admin.call(routes.discardDraft, { params });
  const hide = (role: RoleDocument): RoleDocument => ({
    ...role,
    grants: {
      ...role.grants,
      lead: { ...(role.grants["lead"] as RoleDocument["grants"][string]), fields: { wechat: "hidden" } },
    },
  });
  const base = await change(admin, "role", "ops", hide);
  expect((await admin.call(routes.publish, { params, body: { base } })).status).toBe(200);
  await change(admin, "entity", "lead", retype);
  const query = { entity: "lead", field: "wechat", rule: "type" } as const;
  const all = await admin.call(routes.listViolations, { params, query });
  expect(all.body.items).toMatchObject([{ title: "文字", value: "wx_abc" }]);
  const { body, text } = await (await app.as("ops")).call(routes.listViolations, { params, query });
  expect(body.items).toMatchObject([{ title: "文字", value: "" }]);
  expect(text).not.toContain("wx_abc");
  const unknown = { ...query, field: "company" };
  expect((await admin.call(routes.listViolations, { params, query: unknown })).status).toBe(404);
});

test("a builder looks after work on the tables; others do not", async () => {
  const ops = await app.as("ops");
  expect((await ops.call(routes.getStructure, { params })).body).toEqual({ pending: null, tasks: [] });
  expect((await ops.call(routes.listIndexes, { params })).body).toEqual({ items: [] });
  const input = { params: { app: "crm", name: "ghost" }, body: { keep: false } };
  expect((await ops.call(routes.decideIndex, input)).status).toBe(404);
  expect((await (await app.as("zhao")).call(routes.getStructure, { params })).status).toBe(403);
});
