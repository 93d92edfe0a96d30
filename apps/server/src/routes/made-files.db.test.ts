import { routes } from "@mortise/contract";
import { silentLogger } from "@mortise/kit";
import type { FlowDocument, PrintDocument } from "@mortise/metadata";
import { runOutbox } from "@mortise/process/runtime";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { useServer } from "../fixtures/test-server.ts";

const company = useServer();
let stop: () => Promise<void>;
beforeAll(async () => {
  const { process, store, clock } = company.services;
  stop = await runOutbox({ process, store, clock, logger: silentLogger });
});
afterAll(() => stop());

const crm = { app: "crm" };
const sheet: PrintDocument = {
  kind: "print",
  id: "customer_sheet",
  version: 1,
  name: { zh: "客户表", en: "Customer" },
  entity: "customer",
  paper: "A4",
  margin: 15,
  blocks: [{ id: "head", type: "fields", columns: 2, fields: ["name", "owner"] }],
};
const flow: FlowDocument = {
  kind: "flow",
  id: "customer_file",
  version: 1,
  name: { zh: "客户表", en: "Customer sheet" },
  entity: "customer",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "make",
  nodes: [
    {
      id: "make",
      type: "make-file",
      settings: { print: "customer_sheet", field: "files", fileName: "{name} 客户表", locale: "zh" },
      exits: {},
    },
  ],
};

async function filesOf(id: string) {
  const lina = await company.as("lina");
  const { body } = await lina.call(routes.getRecord, { params: { ...crm, entity: "customer", id } });
  const files = body.record["files"];
  if (!Array.isArray(files) || files.length === 0) throw new TypeError("there is no file yet");
  return files;
}

test("a flow prints a record into one of its fields; who sees the record opens the file, and it is kept once", async () => {
  const ops = await company.as("ops");
  const documents = [sheet, flow].map((document) => ({ document, revision: 0 }));
  await ops.call(routes.saveDraft, { params: crm, body: { documents } });
  const { base } = (await ops.call(routes.diffDraft, { params: crm })).body;
  expect((await ops.call(routes.publish, { params: crm, body: { base } })).status).toBe(200);
  const lina = await company.as("lina");
  const made = await lina.call(routes.createRecord, {
    params: { ...crm, entity: "customer" },
    body: { values: { name: "济南一机床" } },
  });
  const customer = made.body.record.id;
  const files = await vi.waitFor(() => filesOf(customer), 20_000);
  expect(files).toEqual([
    {
      id: expect.any(String),
      name: "济南一机床 客户表.pdf",
      size: expect.any(Number),
      type: "application/pdf",
    },
  ]);
  const { body } = await ops.call(routes.listSends, { params: crm, query: { kind: "file" } });
  expect(body.items).toMatchObject([{ status: "sent", record: customer }]);
  // The file goes by the id of the send: another try would have written the same one.
  expect(files[0]).toMatchObject({ id: body.items[0]?.id });
  const file = await company.services.files.find(body.items[0]?.id ?? "");
  expect(file?.size).toBeGreaterThan(1_000);
  const opened = await lina.call(routes.downloadFile, { params: { id: file?.id ?? "" } });
  expect(opened.status).toBe(200);
});

test("a template that is gone by then is told as the reason", async () => {
  const order = {
    id: "01890000-0000-7000-8000-000000000001",
    kind: "file",
    flow: "customer_file",
    node: "make",
    entity: "customer",
    record: "01890000-0000-7000-8000-000000000002",
    signal: new AbortController().signal,
  };
  const send = company.services.process.senders["file"];
  const outcome = await send?.({
    ...order,
    ...crm,
    request: { template: "gone", name: "x.pdf", locale: "zh" },
  });
  expect(outcome).toMatchObject({ type: "refused", problem: { zh: expect.stringContaining("打印模板") } });
});
