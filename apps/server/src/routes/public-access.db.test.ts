import { FORM_PASSWORD_HEADER, routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { changeSettings } from "../fixtures/website-form.ts";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { slug: "website-lead" };

test("a form is framed by its own hosts only, and opened by its password, which members are not told", async () => {
  await changeSettings(app, {
    access: { hosts: ["www.example.com", "*.example.org"], password: "芝麻开门" },
  });
  const page = await app.anonymous.send({ method: "GET", url: `/f/${params.slug}` });
  expect(page.headers["content-security-policy"]).toContain(
    "frame-ancestors 'self' www.example.com *.example.org;",
  );
  const shut = await app.anonymous.call(routes.publicForm, { params });
  expect(shut.body).toMatchObject({ gate: { reason: "password", wrong: false }, fields: [] });
  const key = { [FORM_PASSWORD_HEADER]: encodeURIComponent("芝麻开门") };
  const open = await app.anonymous.call(routes.publicForm, { params }, key);
  expect(open.body.gate).toBeUndefined();
  const body = { values: { name: "访客", mobile: "13512340077", region: "370102" } };
  expect((await app.anonymous.call(routes.submitPublicForm, { params, body })).status).toBe(403);
  expect((await app.anonymous.call(routes.submitPublicForm, { params, body }, key)).status).toBe(200);
  const lina = await app.as("lina");
  const seen = await lina.send({ method: "GET", url: "/api/v1/apps/crm" });
  expect(seen.text).toContain("www.example.com");
  expect(seen.text).not.toContain("芝麻");
});

test("members are told no password of links and queries either", async () => {
  const access = { password: "芝麻开门" };
  await changeSettings(
    app,
    { links: [{ id: "fair", name: { zh: "展会", en: "Fair" }, enabled: true, slug: "fair-link", access }] },
    { enabled: true, slug: "lead-query", by: ["mobile", "name"], show: [{ field: "name" }], access },
  );
  const lina = await app.as("lina");
  const seen = await lina.send({ method: "GET", url: "/api/v1/apps/crm" });
  expect(seen.text).toContain("fair-link");
  expect(seen.text).not.toContain("芝麻");
  const query = await app.anonymous.call(routes.publicQuery, { params: { slug: "lead-query" } });
  expect(query.body).toMatchObject({ gate: { reason: "password" }, fields: [] });
});
