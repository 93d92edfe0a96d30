import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { slug: "website-lead" };
const values = { name: "访客", mobile: "13512340000", region: "370102" };

test("a visitor reads a public form without its internals and submits it; the lead reaches a salesperson", async () => {
  const form = await app.anonymous.call(routes.publicForm, { params });
  expect(form.status).toBe(200);
  expect(form.text).not.toMatch(/"wechat"|external_id|grants/);
  const lina = await app.as("lina");
  const sent = await app.anonymous.call(
    routes.submitPublicForm,
    { params, body: { values, parameters: { utm_source: "baidu" } } },
    { "idempotency-key": "visit-1" },
  );
  expect(sent).toMatchObject({ status: 200, body: { ok: true } });
  const again = await app.anonymous.call(
    routes.submitPublicForm,
    { params, body: { values, parameters: { utm_source: "baidu" } } },
    { "idempotency-key": "visit-1" },
  );
  expect(again.status).toBe(200);
  const admin = await app.as("admin");
  const found = await admin.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { filter: { "==": [{ var: "name" }, "访客"] } },
  });
  expect(found.body.items).toHaveLength(1);
  expect(found.body.items[0]).toMatchObject({ name: "访客", source: "website_signup", utm_source: "baidu" });
  const owners = [app.people["lina"], app.people["wangqiang"]];
  expect(owners).toContain(found.body.items[0]?.["owner"]);
  expect((await lina.call(routes.listNotifications, { query: {} })).status).toBe(200);
});

test("a visitor cannot set fields that are not on the form, or reach a form that is not public", async () => {
  const body = {
    values: { ...values, name: "越权访客", mobile: "13512340001", owner: app.people["lina"], score: 1000 },
  };
  const sent = await app.anonymous.call(routes.submitPublicForm, { params, body });
  const admin = await app.as("admin");
  const found = await admin.call(routes.queryRecords, {
    params: { app: "crm", entity: "lead" },
    body: { filter: { "==": [{ var: "name" }, "越权访客"] } },
  });
  const scores = found.body.items.map((lead) => lead["score"] ?? null);
  expect(scores).toEqual(sent.status === 200 ? [null] : []);
  const closed = { slug: "lead" };
  expect((await app.anonymous.call(routes.publicForm, { params: closed })).status).toBe(404);
  expect((await app.anonymous.call(routes.submitPublicForm, { params: closed, body })).status).toBe(404);
});

test("what a visitor left out is named", async () => {
  const refused = await app.anonymous.call(routes.submitPublicForm, { params, body: { values: {} } });
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('"path":"mobile"');
});
