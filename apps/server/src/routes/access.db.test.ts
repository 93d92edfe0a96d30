import { type Access, type Route, routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { addressOf, type Caller, useServer } from "../fixtures/test-server.ts";

const app = useServer();
const ID = "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d";

/** Every parameter that any route has; the record, file, account of this id does not exist. */
function request(route: Route, appId: string) {
  const params = {
    app: appId,
    entity: "lead",
    id: ID,
    kind: "form",
    number: "1",
    flow: "none",
    slug: "none",
  };
  const query = route.path.endsWith("/search") ? { query: { q: "x" } } : {};
  const body = route.method === "GET" || route.method === "DELETE" ? {} : { payload: {} };
  return { method: route.method, url: addressOf(route, { params, ...query }), ...body };
}

type Persona = "public" | "rep" | "builder" | "admin" | "token";
const MAY: Readonly<Record<Access, readonly Persona[]>> = {
  public: ["public", "rep", "builder", "admin", "token"],
  "signed-in": ["rep", "builder", "admin", "token"],
  builder: ["builder", "admin"],
  admin: ["admin"],
};
const PERSONAS: readonly Persona[] = ["public", "rep", "token", "builder", "admin"];
const REFUSALS = new Set(["SERVER_NOT_SIGNED_IN", "SERVER_NOT_ALLOWED"]);
/** Signing out and publishing would change the stage for the rows that follow. */
const LEFT_OUT = new Set<Route>([routes.signOut, routes.discardDraft, routes.restoreRelease]);
const table = Object.entries(routes).filter(([, route]) => !LEFT_OUT.has(route));

async function callers(): Promise<Readonly<Record<Persona, Caller>>> {
  return {
    public: app.anonymous,
    rep: await app.as("lina"),
    builder: await app.as("ops"),
    admin: await app.as("admin"),
    token: await app.withToken("ops"),
  };
}

describe("every route lets in exactly those whom its access names", () => {
  test.each(table)("%s", async (_name, route: Route) => {
    const all = await callers();
    for (const persona of PERSONAS) {
      const { status, body } = await all[persona].send(request(route, "crm"));
      const isLetIn = !REFUSALS.has(String(body["code"]));
      expect({ persona, isLetIn }).toEqual({ persona, isLetIn: MAY[route.access].includes(persona) });
      const refusal = persona === "public" ? 401 : 403;
      expect(isLetIn ? status < 500 : status === refusal).toBe(true);
    }
  });
});

describe("an app that does not exist answers as one that is closed", () => {
  const inApps = table.filter(([, route]) => route.path.startsWith("/apps/:app"));
  test.each(inApps)("%s", async (_name, route: Route) => {
    const { rep, token, admin } = await callers();
    for (const id of ["closed", "constructor", "__proto__", "mortise", "pg_catalog"]) {
      for (const caller of [rep, token]) {
        const { status, body } = await caller.send(request(route, id));
        expect({ id, status, code: body["code"] }).toEqual({ id, status: 403, code: "SERVER_NOT_ALLOWED" });
      }
      expect((await admin.send(request(route, id))).status).toBe(404);
    }
  });
});

test("people see only apps in which they hold a role", async () => {
  const stranger = await app.services.accounts.create({ name: "路人", email: "stranger@example.com" });
  const sid = await app.services.sessions.open(stranger, "test");
  const cookie = `mortise_session=${app.server.jwt.sign({ sid })}`;
  expect((await app.anonymous.call(routes.listApps, {}, { cookie })).body.items).toEqual([]);
  expect((await app.anonymous.call(routes.getApp, { params: { app: "crm" } }, { cookie })).status).toBe(403);
});

test("flows, roles and hidden fields are not described to those who do not build", async () => {
  const [ops, marketing] = [await app.as("ops"), await app.as("marketing")];
  const input = { params: { app: "crm" } };
  const full = (await ops.call(routes.getApp, input)).body;
  expect(new Set(full.documents.map(({ kind }) => kind))).toContain("flow");
  const { documents, permissions, builder } = (await marketing.call(routes.getApp, input)).body;
  expect(builder).toBe(false);
  expect(documents.filter(({ kind }) => kind === "flow" || kind === "role")).toEqual([]);
  expect(documents.filter(({ kind }) => kind === "entity").map(({ id }) => id)).toEqual(["lead", "campaign"]);
  const lead = documents.find(({ kind, id }) => kind === "entity" && id === "lead");
  expect(JSON.stringify(lead)).toContain('"id":"mobile"');
  expect(JSON.stringify(lead)).not.toContain('"id":"wechat"');
  expect(permissions["lead"]?.fields).toMatchObject({ wechat: "hidden", mobile: "masked" });
});
