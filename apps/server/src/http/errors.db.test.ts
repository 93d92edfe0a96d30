import { routes } from "@mortise/contract";
import { describe, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const lead = { params: { app: "crm", entity: "lead" } };
const EN = { "accept-language": "en-GB,en;q=0.9" };

describe("a refusal", () => {
  test("has a code, a message in the caller's language, the places it is about and the request's id", async () => {
    const call = (headers: Record<string, string>) =>
      app.anonymous.send({ method: "POST", url: "/api/v1/sign-in", payload: { login: "" }, headers });
    const zh = await call({});
    expect(zh.status).toBe(400);
    expect(zh.body).toEqual({
      code: "KIT_INVALID_INPUT",
      message: "有内容需要修改，请查看标出的字段",
      details: [
        { path: "password", message: "必填" },
        { path: "login", message: "太短，至少 1 个字符" },
      ],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((await call(EN)).body["details"]).toEqual([
      { path: "password", message: "Required" },
      { path: "login", message: "Too short; at least 1 characters" },
    ]);
  });

  test("of a signed-in page speaks the language the page is shown in, other callers' the account's", async () => {
    const lina = await app.as("lina");
    const nowhere = { params: { ...lead.params, id: "01890f3e-7b5a-7cc2-9c3e-1d2f3a4b5c6d" } };
    const messages = await Promise.all([
      lina.call(routes.getRecord, nowhere),
      lina.call(routes.getRecord, nowhere, EN),
    ]);
    expect(messages.map(({ status }) => status)).toEqual([404, 404]);
    expect(messages[0]?.text).not.toBe(messages[1]?.text);
  });

  test("names the field whose value does not fit", async () => {
    const lina = await app.as("lina");
    const refused = await lina.call(routes.createRecord, {
      ...lead,
      body: { values: { name: "张三", mobile: "12", source: "moon" } },
    });
    expect(refused.status).toBe(400);
    const { details } = refused.body as unknown as { details: { path: string }[] };
    expect(details.map(({ path }) => path).toSorted()).toEqual(["mobile", "source"]);
  });

  test("is the same for an address nobody serves, with and without a session", async () => {
    const admin = await app.as("admin");
    for (const caller of [app.anonymous, admin])
      expect(await caller.send({ method: "GET", url: "/api/v1/nothing" })).toMatchObject({
        status: 404,
        body: { code: "SERVER_NOT_FOUND", details: [] },
      });
  });
});

describe("input that nobody makes by accident is refused without effect", () => {
  const post = async (payload: string, headers: Record<string, string> = {}) => {
    const admin = await app.as("admin");
    const url = "/api/v1/apps/crm/entities/lead/query";
    return admin.send({
      method: "POST",
      url,
      payload,
      headers: { "content-type": "application/json", ...headers },
    });
  };

  test.each([
    ["an undeclared key", '{"where":{"a":1}}', "where"],
    ["a number as text", '{"limit":"5"}', "limit"],
    ["a list for a number", '{"limit":[5]}', "limit"],
    ["a page without end", '{"limit":1000000000}', "limit"],
    ["a negative page", '{"limit":-1}', "limit"],
    ["text with NUL", '{"search":"a\\u0000b"}', "search"],
    ["half a character", '{"search":"\\ud800"}', "search"],
  ])("%s", async (_name, payload, path) => {
    const { status, body } = await post(payload);
    expect({ status, body }).toMatchObject({ status: 400, body: { details: [{ path }] } });
  });

  test.each([
    ["broken JSON", "{"],
    ["a prototype key", '{"__proto__":{"admin":true}}'],
    ["a constructor key", '{"filter":{"constructor":{"prototype":{"admin":true}}}}'],
    ["nesting without end", `{"filter":${'{"!":['.repeat(20_000)}1${"]}".repeat(20_000)}}`],
    ["an unknown operator", '{"filter":{"exec":["x"]}}'],
    ["an unknown field", '{"filter":{"==":[{"var":"owner.password"},1]}}'],
    ["a made-up cursor", '{"after":"x"}'],
    ["a sort key with SQL", '{"sort":[{"field":"name\\" desc; drop table x"}]}'],
  ])("%s", async (_name, payload) => {
    const { status, text } = await post(payload);
    expect(status).toBe(400);
    expect(text).not.toMatch(/select|syntax|\.ts|node_modules/i);
    expect((await (await app.as("lina")).call(routes.me, {})).body.admin).toBe(false);
  });

  test("another content type, or none", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/jsonx",
      "text/json\t",
    ])
      expect((await post("{}", { "content-type": type })).status).toBe(415);
  });

  test("unknown query parameters", async () => {
    const admin = await app.as("admin");
    const answer = await admin.send({ method: "GET", url: "/api/v1/work-items?populate=*&limit=5" });
    expect(answer).toMatchObject({ status: 400, body: { details: [{ path: "populate" }] } });
    for (const limit of ["-1", "0", "NaN", "1;drop", "1e9"]) {
      const refused = await admin.send({ method: "GET", url: `/api/v1/work-items?limit=${limit}` });
      expect(refused).toMatchObject({ status: 400, body: { details: [{ path: "limit" }] } });
    }
  });

  test("ids that are none", async () => {
    const admin = await app.as("admin");
    for (const id of ["1", "%00", "..%2f..%2fetc", "9223372036854775808", "'--"])
      for (const url of [`/files/${id}`, `/apps/crm/entities/lead/records/${id}`, `/apps/crm/imports/${id}`])
        expect((await admin.send({ method: "GET", url: `/api/v1${url}` })).status).toBe(400);
  });

  test("a body of more than 20 MB", async () => {
    const { status, body } = await post(`{"search":"${"x".repeat(21 * 2 ** 20)}"}`);
    expect({ status, code: body["code"] }).toEqual({ status: 413, code: "SERVER_FILE_TOO_LARGE" });
  });

  test("an address dressed up as another", async () => {
    const urls = [
      "/api/v1/accounts?/public/forms/x",
      "/api/v1//accounts",
      "/api/v1/accounts;x",
      "/API/V1/accounts",
    ];
    for (const url of [...urls, "/api/v1/accounts/", "/api/v1/%61ccounts"]) {
      const answer = await app.anonymous.send({
        method: "GET",
        url,
        headers: { "x-original-url": "/api/v1/setup" },
      });
      expect([401, 404]).toContain(answer.status);
    }
  });
});
