import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const params = { app: "crm", entity: "lead" };

describe("seeing the product as somebody else", () => {
  test("shows what the person sees, lets nothing be changed, and is written down", async () => {
    const [admin, lina] = [await app.as("admin"), await app.as("lina")];
    const person = app.people["lina"] ?? "";
    expect((await lina.call(routes.viewAs, { body: { account: person } })).status).toBe(403);
    await admin.call(routes.viewAs, { body: { account: person } });
    const me = await admin.call(routes.me, {});
    expect(me.body).toMatchObject({ id: person, admin: false, viewedBy: { id: app.people["admin"] } });
    const body = { limit: 500, fields: ["name"] };
    const seen = await admin.call(routes.queryRecords, { params, body });
    expect(seen.body.items).toEqual((await lina.call(routes.queryRecords, { params, body })).body.items);
    const write = await admin.call(routes.createRecord, { params, body: { values: { name: "x" } } });
    expect([write.status, write.body]).toMatchObject([403, { code: "STORE_VIEW_ONLY" }]);
    expect((await admin.call(routes.listAccounts, {})).status).toBe(403);
    await admin.call(routes.stopViewAs, {});
    expect((await admin.call(routes.me, {})).body).toMatchObject({ admin: true });
    const audit = await admin.call(routes.listAudit, { query: { kind: "view-as" } });
    expect(audit.body.items[0]).toMatchObject({ actor: app.people["admin"], details: { account: person } });
  });

  test("shows what a role sees of an app, without a person's own records", async () => {
    const admin = await app.as("admin");
    expect((await admin.call(routes.viewAs, { body: { app: "crm", role: "none" } })).status).toBe(404);
    await admin.call(routes.viewAs, { body: { app: "crm", role: "rep" } });
    expect((await admin.call(routes.me, {})).body).toMatchObject({ roles: { crm: ["rep"] }, teams: [] });
    const model = await admin.call(routes.getApp, { params: { app: "crm" } });
    expect(model.body.builder).toBe(false);
    const quotes = { app: "crm", entity: "quote" };
    expect((await admin.call(routes.queryRecords, { params: quotes, body: {} })).body.items).toEqual([]);
    await admin.call(routes.stopViewAs, {});
  });
});
