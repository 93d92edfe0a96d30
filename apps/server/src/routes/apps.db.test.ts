import { routes } from "@mortise/contract";
import type { EntityDocument } from "@mortise/metadata";
import { describe, expect, test } from "vitest";
import { type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm" };

async function leadDraft(caller: Caller) {
  const { body } = await caller.call(routes.getDraft, { params });
  const found = body.documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  if (!found) throw new TypeError("the crm app has leads");
  return { base: body.base, revision: found.revision, document: found.document as EntityDocument };
}

function withField(document: EntityDocument, id: string, zh: string): EntityDocument {
  return { ...document, fields: [...document.fields, { id, type: "text", name: { zh, en: id } }] };
}

async function addField(caller: Caller, id: string, zh: string): Promise<number> {
  const { base, revision, document } = await leadDraft(caller);
  const saved = await caller.call(routes.saveDraft, {
    params,
    body: { documents: [{ document: withField(document, id, zh), revision }] },
  });
  expect(saved.status).toBe(200);
  return base;
}

describe("publishing over HTTP", () => {
  test("adds a field, fills it in, rolls back and forth with the value kept", async () => {
    const ops = await app.as("ops");
    const base = await addField(ops, "dialect", "客户方言");
    const diff = await ops.call(routes.diffDraft, { params });
    expect(diff.body.changes.map(({ text }) => text.zh).join()).toContain("客户方言");
    const published = await ops.call(routes.publish, { params, body: { base, note: "方言" } });
    expect(published.body).toEqual({ release: base + 1 });

    const leads = { app: "crm", entity: "lead" };
    const values = { name: "方言客户", source: "other", dialect: "胶东话" };
    const { id } = (await ops.call(routes.createRecord, { params: leads, body: { values } })).body.record;
    const read = async () => (await ops.call(routes.getRecord, { params: { ...leads, id } })).body.record;
    expect(await read()).toMatchObject({ dialect: "胶东话" });
    const filter = { "==": [{ var: "dialect" }, "胶东话"] };
    const found = await ops.call(routes.queryRecords, { params: leads, body: { filter } });
    expect(found.body.items.map((item) => item.id)).toEqual([id]);

    const back = await ops.call(routes.restoreRelease, { params: { app: "crm", number: base } });
    expect(back.status).toBe(200);
    expect(await read()).not.toHaveProperty("dialect");
    await ops.call(routes.restoreRelease, { params: { app: "crm", number: base + 1 } });
    expect(await read()).toMatchObject({ dialect: "胶东话" });
    const releases = await ops.call(routes.listReleases, { params });
    expect(releases.body.items.filter(({ current }) => current)).toHaveLength(1);
  });

  test("refuses a draft that somebody else saved meanwhile, and a release that somebody else published", async () => {
    const [ops, admin] = [await app.as("ops"), await app.as("admin")];
    const { revision, document } = await leadDraft(ops);
    const base = await addField(admin, "first_one", "甲");
    const late = await ops.call(routes.saveDraft, {
      params,
      body: { documents: [{ document: withField(document, "second_one", "乙"), revision }] },
    });
    expect(late).toMatchObject({ status: 409, body: { code: "STORE_DRAFT_CONFLICT" } });
    expect((await admin.call(routes.publish, { params, body: { base } })).status).toBe(200);
    await addField(ops, "third_one", "丙");
    const stale = await ops.call(routes.publish, { params, body: { base } });
    expect(stale).toMatchObject({ status: 409, body: { code: "STORE_PUBLISH_CONFLICT" } });
    await ops.call(routes.discardDraft, { params });
    const { body } = await ops.call(routes.getDraft, { params });
    expect(body.changed).toBe(0);
  });

  test("is refused as long as the draft has mistakes, which name their document", async () => {
    const ops = await app.as("ops");
    const { base, revision, document } = await leadDraft(ops);
    const broken = { ...document, titleField: "no_such_field" };
    const saved = await ops.call(routes.saveDraft, {
      params,
      body: { documents: [{ document: broken, revision }] },
    });
    expect(saved.body.problems).toContainEqual(
      expect.objectContaining({ document: "entity/lead", severity: "error" }),
    );
    expect(await ops.call(routes.publish, { params, body: { base } })).toMatchObject({
      status: 422,
      body: { code: "STORE_PUBLISH_REFUSED" },
    });
    // Whoever opens the draft later sees them as well, and so does who saves another document.
    const mistake = expect.objectContaining({ document: "entity/lead", severity: "error" });
    const later = await ops.call(routes.getDraft, { params });
    expect(later.body.problems).toContainEqual(mistake);
    const others = later.body.documents
      .filter(({ document: each }) => each.kind === "role")
      .map((one) => ({ document: one.document, revision: one.revision }));
    const again = await ops.call(routes.saveDraft, { params, body: { documents: others } });
    expect(again.body.problems).toContainEqual(mistake);
    await ops.call(routes.discardDraft, { params });
  });

  test("does not take documents that are none", async () => {
    const ops = await app.as("ops");
    for (const document of [null, 1, {}, { kind: "server", id: "x" }, { kind: "entity", id: "'; drop" }]) {
      const body = { documents: [{ document, revision: 0 }] } as never;
      expect((await ops.call(routes.saveDraft, { params, body })).status).toBe(400);
    }
    const gone = await ops.call(routes.deleteDraft, { params: { app: "crm", kind: "server", id: "x" } });
    expect(gone.status).toBe(404);
  });
});

describe("a new app", () => {
  const name = { zh: "库存", en: "Stock" };

  test("starts empty, is listed, and its id cannot be taken twice", async () => {
    const admin = await app.as("admin");
    expect((await admin.call(routes.createApp, { body: { id: "stock", name } })).body).toEqual({
      id: "stock",
    });
    const { body } = await admin.call(routes.listApps, {});
    expect(body.items).toContainEqual(expect.objectContaining({ id: "stock", name, builder: true }));
    expect((await admin.call(routes.createApp, { body: { id: "stock", name } })).status).toBe(409);
    expect((await admin.call(routes.createApp, { body: { name, template: "crm" } })).status).toBe(409);
  });

  test("is refused with an id that could not name a schema, and with an unknown template", async () => {
    const admin = await app.as("admin");
    for (const id of ["'; drop schema mortise", "Ä", "", "x".repeat(80), "__proto__"])
      expect((await admin.call(routes.createApp, { body: { id, name } })).status).toBe(400);
    expect((await admin.call(routes.createApp, { body: { name, template: "none" } })).status).toBe(400);
  });
});
