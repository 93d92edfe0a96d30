import { routes } from "@mortise/contract";
import type { EntityDocument, ViewDocument } from "@mortise/metadata";
import { expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm" };

async function draftLead() {
  const ops = await app.as("ops");
  const { body } = await ops.call(routes.getDraft, { params });
  const found = body.documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  // The crm app has leads.
  return { revision: found?.revision ?? 0, document: found?.document as EntityDocument };
}

test("an app goes out as a file with sample rows and comes in as another app", async () => {
  const [ops, admin] = [await app.as("ops"), await app.as("admin")];
  const leadsOf = { app: "crm", entity: "lead" };
  for (const name of ["海尔", "海信"])
    await ops.call(routes.createRecord, { params: leadsOf, body: { values: { name, source: "other" } } });
  const file = await ops.call(routes.exportApp, { params, body: { samples: true } });
  expect(file.body).toMatchObject({ format: "mortise-app", version: 1 });
  const archive = JSON.parse(JSON.stringify(file.body)) as { samples: { entity: string; rows: unknown[] }[] };
  const leads = archive.samples.find(({ entity }) => entity === "lead")?.rows.length ?? 0;
  expect(leads).toBe(2);

  const refused = await ops.call(routes.importNewApp, { body: { archive } });
  expect(refused.status).toBe(403);
  const name = { zh: "副本", en: "Copy" };
  const made = await admin.call(routes.importNewApp, { body: { archive, id: "copy", name } });
  expect(made.body).toEqual({ id: "copy" });
  const listed = await admin.call(routes.queryRecords, {
    params: { app: "copy", entity: "lead" },
    body: { limit: 200 },
  });
  expect(listed.body.items).toHaveLength(leads);
  const review = await admin.call(routes.reviewImport, {
    params: { app: "copy" },
    body: { archive, choices: {} },
  });
  // The app's name was changed on the way in; the file still has the old one.
  expect(review.body).toMatchObject({ hasBase: true, conflicts: [], changes: [] });
});

test("hostile files get an answer that says what is wrong with them", async () => {
  const admin = await app.as("admin");
  const good = (await admin.call(routes.exportApp, { params, body: {} })).body as { documents: unknown[] };
  const bad = (archive: unknown) => admin.call(routes.importNewApp, { body: { archive, id: "bad" } });
  for (const [archive, path] of [
    ["text", "format"],
    [{ ...good, version: 99 }, "version"],
    [
      { ...good, documents: [...good.documents, { kind: "macro", id: "x" }] },
      `documents.${good.documents.length}.kind`,
    ],
    [{ ...good, documents: [...good.documents, good.documents[0]] }, `documents.${good.documents.length}.id`],
  ] as const) {
    const { status, body } = await bad(archive);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "STORE_ARCHIVE_INVALID", details: [{ path }] });
  }
  const documents = good.documents.map((document) => {
    const { kind, fields } = document as EntityDocument;
    if (kind !== "entity") return document;
    const broken = {
      id: "broken",
      type: "formula",
      name: { zh: "坏", en: "Bad" },
      settings: { expression: { run: ["rm"] } },
    };
    return { ...(document as EntityDocument), fields: [...fields, broken] };
  });
  const refused = await bad({ ...good, documents });
  expect(refused.body).toMatchObject({ code: "STORE_PUBLISH_REFUSED" });
});

test("a change names the systems whose tokens use the entity", async () => {
  const [ops, admin] = [await app.as("ops"), await app.as("admin")];
  const { body: token } = await admin.call(routes.createToken, {
    body: { name: "官网表单", app: "crm", roles: ["ops"] },
  });
  const url = "/api/v1/apps/crm/entities/lead/query";
  const answer = await app.server.inject({
    method: "POST",
    url,
    headers: { authorization: `Bearer ${token.secret}` },
    payload: {},
  });
  expect(answer.statusCode).toBe(200);
  const { revision, document } = await draftLead();
  const fields = document.fields.map((field) =>
    field.id === "source" ? { ...field, readOnly: true } : field,
  );
  await ops.call(routes.saveDraft, {
    params,
    body: { documents: [{ document: { ...document, fields }, revision }] },
  });
  const diff = await ops.call(routes.diffDraft, { params });
  const client = diff.body.impact.find(({ kind }) => kind === "client");
  expect(client?.text.zh).toContain("接口令牌“官网表单”在用实体“线索”");
  const { body: history } = await ops.call(routes.listDraftSteps, { params });
  const [step] = history.items;
  expect(step?.changes[0]?.text.zh).toContain("改为只读");
  await ops.call(routes.revertDraftStep, { params: { ...params, step: step?.id ?? "" } });
  expect((await ops.call(routes.getDraft, { params })).body.changed).toBe(0);
});

test("a change names how many people keep views of their own that use what goes, and neither the people nor the views", async () => {
  const [ops, lina, zhao] = [await app.as("ops"), await app.as("lina"), await app.as("zhao")];
  const { body: open } = await lina.call(routes.getApp, { params });
  const leads = open.documents.find(
    (document): document is ViewDocument => document.kind === "view" && document.entity === "lead",
  );
  if (!leads) throw new TypeError("the template has a view of leads");
  const view = {
    ...leads,
    name: { zh: "小秘密", en: "Secret" },
    columns: [{ field: "name" }, { field: "source" }],
  };
  const { kind, id, version, entity, layout } = leads;
  const without = { kind, id, version, name: view.name, entity, layout, columns: [{ field: "name" }] };
  await lina.call(routes.saveView, { params: { ...params, id: "mine" }, body: { view } });
  await lina.call(routes.saveView, { params: { ...params, id: "other" }, body: { view } });
  await zhao.call(routes.saveView, { params: { ...params, id: "plain" }, body: { view: without } });
  const { revision, document } = await draftLead();
  const fields = document.fields.filter(({ id }) => id !== "source");
  const documents = [{ document: { ...document, fields }, revision }];
  await ops.call(routes.saveDraft, { params, body: { documents } });
  const { body: diff } = await ops.call(routes.diffDraft, { params });
  const own = diff.impact.filter(({ kind }) => kind === "personal-view");
  expect(own.map(({ text }) => text)).toEqual([
    {
      zh: "1 人的个人视图用到了被删除的字段“来源”",
      en: "Personal views of 1 person use the removed field “Source”",
    },
  ]);
  expect(JSON.stringify(diff)).not.toContain("小秘密");
  await ops.call(routes.discardDraft, { params });
});
