import { createHmac } from "node:crypto";
import { routes } from "@mortise/contract";
import type { JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { beforeAll, expect, test } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const app = useServer();
const place = { app: "crm", flow: "from_ads" };

async function publish(settings: JsonObject): Promise<void> {
  const ops = await app.as("ops");
  const { body: draft } = await ops.call(routes.getDraft, { params: { app: "crm" } });
  const known = draft.documents.find(({ document }) => document.id === "from_ads");
  const document: FlowDocument = {
    kind: "flow",
    id: "from_ads",
    version: 1,
    name: { zh: "广告线索", en: "Leads from ads" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: {
      type: "webhook",
      settings: {
        fields: [
          { path: "name", field: "name" },
          { path: "phone", field: "mobile" },
        ],
        ...settings,
      },
    },
    start: "wait",
    nodes: [{ id: "wait", type: "wait", settings: { for: "1d" }, exits: {} }],
  };
  const revision = known?.revision ?? 0;
  await ops.call(routes.saveDraft, { params: { app: "crm" }, body: { documents: [{ document, revision }] } });
  const published = await ops.call(routes.publish, { params: { app: "crm" }, body: { base: draft.base } });
  expect(published).toMatchObject({ status: 200 });
}

async function address(): Promise<{ readonly url: string; readonly secret: string }> {
  const ops = await app.as("ops");
  const { body } = await ops.call(routes.flowHook, { params: place });
  return { url: `/api/v1/hooks/${body.token}`, secret: body.secret };
}

const send = (url: string, payload: string, headers: Record<string, string> = {}) =>
  app.anonymous.send({
    method: "POST",
    url,
    payload,
    headers: { "content-type": "application/json", ...headers },
  });

beforeAll(() => publish({}));

test("another system sends a record without an account, and repeats itself without harm", async () => {
  const { url } = await address();
  const payload = JSON.stringify({ name: "张三", phone: "13800001111" });
  const first = await send(url, payload, { "idempotency-key": "a-1" });
  expect(first.status).toBe(200);
  expect((await send(url, payload, { "idempotency-key": "a-1" })).body).toEqual(first.body);
  const ops = await app.as("admin");
  const read = await ops.call(routes.getRecord, {
    params: { app: "crm", entity: "lead", id: String(first.body["id"]) },
  });
  expect(read.body.record).toMatchObject({ name: "张三" });
});

test("a signature is made over the body as it came, spaces and all", async () => {
  await publish({ signed: true, reply: "success" });
  const { url, secret } = await address();
  const payload = '{ "name":  "李四",\n "phone": "13800001112" }';
  const signature = `sha256=${createHmac("sha256", secret).update(payload).digest("hex")}`;
  expect(await send(url, payload, { "x-mortise-signature": signature })).toMatchObject({
    status: 200,
    text: "success",
  });
  expect(
    (await send(url, payload.replace("李四", "王五"), { "x-mortise-signature": signature })).status,
  ).toBe(401);
  expect((await send(url, payload)).status).toBe(401);
  await publish({});
});

test("what is no address, no JSON, too large or wrong is refused in words", async () => {
  const { url } = await address();
  expect((await send("/api/v1/hooks/nobodys-address-0000", "{}")).status).toBe(404);
  expect((await send(url, "{")).status).toBe(400);
  expect((await send(url, "name=x", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(
    415,
  );
  expect((await send(url, JSON.stringify({ name: "x".repeat(2 * 1024 * 1024) }))).status).toBe(413);
  const wrong = await send(url, JSON.stringify({ name: "赵六", phone: "12" }), { "accept-language": "zh" });
  expect([wrong.status, wrong.text.includes("手机")]).toEqual([422, true]);
});

test("only those who build the app see the address, its secret and what was sent", async () => {
  for (const login of ["lina", "director"]) {
    const caller = await app.as(login);
    expect((await caller.call(routes.flowHook, { params: place })).status).toBe(403);
    expect((await caller.call(routes.renewFlowHook, { params: place })).status).toBe(403);
  }
  const ops = await app.as("ops");
  const before = await address();
  expect((await ops.call(routes.renewFlowHook, { params: place })).status).toBe(200);
  expect((await send(before.url, "{}")).status).toBe(404);
});
