import { beforeAll, expect, test } from "vitest";
import { useStory } from "./story.ts";

const story = useStory();
let token: string;

beforeAll(async () => {
  token = await story.company.token("ops");
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** What a developer of another system does: plain HTTP and a token. */
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const answer = await fetch(`${story.company.address}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const LEADS = "/apps/crm/entities/lead";

test("the same idempotency key makes one lead, other content with it is refused", async () => {
  const key = { "idempotency-key": "landing-page-4711" };
  const values = { name: "接口客户", source: "website_signup", region: "3701" };
  const first = await call("POST", `${LEADS}/records`, { values }, key);
  expect(first.status).toBe(200);
  const again = await call("POST", `${LEADS}/records`, { values }, key);
  expect(again.status).toBe(200);
  expect(again.body["changeSet"]).toBe(first.body["changeSet"]);
  const found = await call("POST", `${LEADS}/query`, { search: "接口客户", count: "exact" });
  expect(found.body["count"]).toEqual({ value: 1, capped: false });
  const other = await call("POST", `${LEADS}/records`, { values: { ...values, name: "另一个" } }, key);
  expect(other.status).toBe(422);
  expect(other.body["code"]).toBe("STORE_IDEMPOTENCY_MISMATCH");
});

test("refusals name the field, in the language of the caller", async () => {
  const bad = { values: { name: "", mobile: "123", source: "no_such_source" } };
  const zh = await call("POST", `${LEADS}/records`, bad, { "accept-language": "zh-CN" });
  const en = await call("POST", `${LEADS}/records`, bad, { "accept-language": "en" });
  expect(zh.status).toBe(400);
  expect(zh.body).toMatchObject({ code: "STORE_RECORD_INVALID", requestId: expect.any(String) });
  expect(zh.body["message"]).toMatch(/内容需要修改/);
  expect(en.body["message"]).toMatch(/need attention/);
  const paths = (zh.body["details"] as { path: string }[]).map((detail) => detail.path).toSorted();
  expect(paths).toEqual(["mobile", "name", "source"]);

  const unknown = await call("GET", `${LEADS}/records/0199f000-0000-7000-8000-ffffffffffff`, undefined, {
    "accept-language": "en",
  });
  expect(unknown).toMatchObject({ status: 404, body: { code: "STORE_RECORD_NOT_FOUND" } });
  const stranger = await call("GET", "/apps", undefined, { authorization: "Bearer wrong" });
  expect(stranger.status).toBe(401);
  const misspelt = await call("POST", `${LEADS}/records`, { values: { nmae: "x" } });
  expect(misspelt.status).toBe(400);
});

test("a developer finds the operations on a page and tries them from the document", async () => {
  const visitor = await story.visitor({ locale: "en-US" });
  await visitor.open("/api/docs");
  const { page } = visitor;
  await page.getByText("Mortise 榫卯 API").first().waitFor();
  // The page draws operations as they come into sight.
  const create = page.getByText("Create a record; an Idempotency-Key header makes a repeat safe");
  await page.mouse.move(700, 600);
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 600);
      return await create.count();
    })
    .toBe(1);
  await page.getByText("/api/v1/apps/{app}/entities/{entity}/records", { exact: true }).first().waitFor();
  await visitor.picture("api-docs-en");

  const answer = await fetch(`${story.company.address}/api/docs/json`);
  const document = (await answer.json()) as { openapi: string; paths: Record<string, object> };
  expect(document.openapi).toMatch(/^3\./);
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.length).toBeGreaterThan(50);
  for (const operation of operations as { operationId?: string; summary?: string }[]) {
    expect(operation.operationId).toMatch(/^\w+$/);
    expect(operation.summary).toMatch(/\S/);
  }
});
