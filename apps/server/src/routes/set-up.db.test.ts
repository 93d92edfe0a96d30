import { routes } from "@mortise/contract";
import { expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer({ empty: true });

function body(changes: { token?: string; email?: string; template?: string; timeZone?: string } = {}) {
  return {
    token: app.services.setupToken.value,
    name: "第一人",
    email: "first@example.com",
    password: "first-password",
    locale: "en" as const,
    ...changes,
  };
}

test("before set-up, everything but set-up is closed", async () => {
  const status = await app.anonymous.call(routes.setupStatus, {});
  expect(status).toMatchObject({ status: 200, body: { needed: true, templates: [{ id: "crm" }] } });
  expect((await app.anonymous.call(routes.listApps, {})).status).toBe(401);
});

test("a wrong token, an unknown template or time zone leaves set-up open", async () => {
  for (const token of ["", "wrong", `${app.services.setupToken.value}x`])
    expect(await app.anonymous.call(routes.setup, { body: body({ token }) })).toMatchObject({
      status: 403,
      body: { code: "ACCOUNT_SETUP_CLOSED" },
    });
  for (const wrong of [{ template: "none" }, { timeZone: "Nowhere/City" }, { email: "no address" }])
    expect((await app.anonymous.call(routes.setup, { body: body(wrong) })).status).toBe(400);
  expect(await app.services.accounts.isEmpty()).toBe(true);
});

test("of several set-ups at the same moment exactly one wins; afterwards the link is dead", async () => {
  const emails = ["a@example.com", "b@example.com", "c@example.com", "d@example.com"];
  const answers = await Promise.all(
    emails.map((email) => app.anonymous.call(routes.setup, { body: body({ email, template: "crm" }) })),
  );
  expect(answers.map(({ status }) => `${status}`).toSorted()).toEqual(["200", "403", "403", "403"]);
  expect(await app.services.accounts.list()).toMatchObject([{ admin: true, active: true, locale: "en" }]);
  expect((await app.anonymous.call(routes.setupStatus, {})).body).toMatchObject({ needed: false });
  const winner = answers.find(({ status }) => status === 200);
  const cookie = String(winner?.headers["set-cookie"]).split(";")[0] ?? "";
  const apps = await app.anonymous.call(routes.listApps, {}, { cookie });
  expect(apps.body).toMatchObject({ items: [{ id: "crm", builder: true }] });
});
