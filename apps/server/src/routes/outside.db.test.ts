import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { routes } from "@mortise/contract";
import { silentLogger } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { runOutbox } from "@mortise/process/runtime";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

/** Another system on this machine. */
const heard: { readonly key: unknown; readonly body: string }[] = [];
let answers = 0;
const other = createServer((request, response) => {
  let body = "";
  request.on("data", (chunk) => (body += String(chunk)));
  request.on("end", () => {
    heard.push({ key: request.headers["x-key"], body });
    answers += 1;
    response.writeHead(200, { "content-type": "application/json" }).end(`{"order":{"no":"S-${answers}"}}`);
  });
});
other.listen(0, "127.0.0.1");
await once(other, "listening");
const { port } = other.address() as AddressInfo; // listens on TCP
const host = `127.0.0.1:${port}`;

const company = useServer({ config: { privateHosts: [host] } });
let stop: () => Promise<void>;
beforeAll(async () => {
  const { process, store, clock } = company.services;
  stop = await runOutbox({ process, store, clock, logger: silentLogger });
});
afterAll(async () => {
  await stop();
  other.closeAllConnections();
  other.close();
});

const crm = { app: "crm" };

function flow(secret: string): FlowDocument {
  return {
    kind: "flow",
    id: "to_erp",
    version: 1,
    name: { zh: "同步", en: "Sync" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "ask",
    nodes: [
      {
        id: "ask",
        type: "http-request",
        settings: {
          method: "POST",
          address: `http://${host}/orders`,
          headers: [{ name: "X-Key", secret }],
          bodyType: "json",
          json: [{ name: "name", type: "field", field: "name" }],
          results: { rows: [{ id: "no", name: { zh: "单号", en: "No." }, type: "text", path: "order.no" }] },
        },
        exits: { next: "keep", failed: "note" },
      },
      {
        id: "keep",
        type: "update",
        settings: { values: [{ field: "utm_source", value: { var: "$ask.no" } }] },
        exits: {},
      },
      {
        id: "note",
        type: "update",
        settings: { values: [{ field: "utm_source", value: { var: "$ask.problem" } }] },
        exits: {},
      },
    ],
  };
}

async function aLead(name: string): Promise<string> {
  const lina = await company.as("lina");
  const made = await lina.call(routes.createRecord, {
    params: { ...crm, entity: "lead" },
    body: { values: { name, mobile: "13912345678", source: "expo" } },
  });
  return made.body.record.id;
}
const noteOf = async (id: string) => {
  const ops = await company.as("admin");
  const { body } = await ops.call(routes.getRecord, { params: { ...crm, entity: "lead", id } });
  return body.record["utm_source"];
};

test("hosts are allowed by administrators alone, secrets are kept by builders and shown to nobody", async () => {
  const [admin, ops, lina] = [await company.as("admin"), await company.as("ops"), await company.as("lina")];
  const rules = { hosts: ["https://x.example.com/"], revision: 0 };
  expect((await ops.call(routes.saveOutsideRules, { body: rules })).status).toBe(403);
  expect((await admin.call(routes.saveOutsideRules, { body: rules })).status).toBe(400);
  const secret = { name: "ERP", host, value: "s3cret-value" };
  expect((await lina.call(routes.addFlowSecret, { params: crm, body: secret })).status).toBe(403);
  const made = await ops.call(routes.addFlowSecret, { params: crm, body: secret });
  const listed = await ops.call(routes.listFlowSecrets, { params: crm });
  expect(listed.text).not.toContain("s3cret-value");
  expect(listed.body.items).toMatchObject([{ id: made.body.id, name: "ERP", host }]);
  const params = { ...crm, id: made.body.id };
  const moved = await ops.call(routes.changeFlowSecret, {
    params,
    body: { name: "ERP", host: "evil.example.com" },
  });
  expect([moved.status, moved.body]).toMatchObject([422, { code: "STORE_SECRET_NEEDS_VALUE" }]);
});

test("a flow asks a real server once its host is allowed, with its secret, and uses what it answers", async () => {
  const [admin, ops] = [await company.as("admin"), await company.as("ops")];
  const { items } = (await ops.call(routes.listFlowSecrets, { params: crm })).body;
  const document = flow(items[0]?.id ?? "");
  await ops.call(routes.saveDraft, { params: crm, body: { documents: [{ document, revision: 0 }] } });
  const { base } = (await ops.call(routes.diffDraft, { params: crm })).body;
  expect((await ops.call(routes.publish, { params: crm, body: { base } })).status).toBe(200);
  const early = await aLead("太早");
  await vi.waitFor(async () => expect(await noteOf(early)).toBe(`管理员没有允许访问 ${host}`), 20_000);
  expect(heard).toEqual([]);
  await admin.call(routes.saveOutsideRules, { body: { hosts: [host], revision: 0 } });
  const lead = await aLead("张三");
  await vi.waitFor(async () => expect(await noteOf(lead)).toBe("S-1"), 20_000);
  expect(heard).toEqual([{ key: "s3cret-value", body: '{"name":"张三"}' }]);
  const tried = await ops.call(routes.trySend, {
    params: crm,
    body: { flow: document, node: "ask", record: lead },
  });
  expect(tried.body).toEqual({ status: 200, body: { order: { no: "S-2" } }, problem: null });
  const { body } = await ops.call(routes.listSends, { params: crm, query: { kind: "http" } });
  expect(body.items.map(({ status }) => status)).toEqual(["sent", "dead"]);
  const exported = await ops.call(routes.exportApp, { params: crm, body: {} });
  expect(exported.status).toBe(200);
  expect(exported.text).not.toContain("s3cret-value");
});
