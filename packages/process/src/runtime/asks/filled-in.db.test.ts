import { AppError } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** A new opportunity goes to the auditor, who sees its name, may change the amount and must fill in a remark. */
function flow(node: Pick<FlowNode, "type" | "settings">): FlowDocument {
  const settings = {
    to: [{ source: "users", users: [crm.people["auditor"] ?? ""] }],
    title: { zh: "审核", en: "Check" },
    fields: [
      { field: "name", right: "read" },
      { field: "amount", right: "edit" },
      { field: "remark", right: "required" },
    ],
    ...node.settings,
  };
  return {
    kind: "flow",
    id: "check",
    version: 1,
    name: { zh: "商机审核", en: "Check" },
    entity: "opportunity",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "ask",
    nodes: [{ id: "ask", type: node.type, settings, exits: {} }],
  };
}

async function asked(node: Pick<FlowNode, "type" | "settings">): Promise<{ record: string; item: string }> {
  await crm.publish(flow(node));
  const owner = crm.people["lina"] ?? null;
  const customer = await crm.create("customer", { name: "海尔", owner }, { type: "seed", skipFlows: true });
  const { results } = await crm.store.records.execute(
    await crm.actor("lina"),
    "crm",
    [{ type: "create", entity: "opportunity", rows: [{ name: "产线", customer, amount: "100" }] }],
    { type: "user" },
  );
  const record = results[0]?.ids[0] ?? "";
  const { items } = await crm.process.listWorkItems(await crm.actor("auditor"), {});
  const item = items.find((candidate) => candidate.record === record);
  expect(item).toMatchObject({ hasForm: true });
  return { record, item: item?.id ?? "" };
}

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError
    ? { code: error.code, paths: (error.details ?? []).map(({ path }) => path) }
    : error;
}

const APPROVE = { type: "approve", settings: { locks: true } };

test("approvers see and fill in what the step lets them, whatever their role says, and it is saved with their word", async () => {
  const { record, item } = await asked(APPROVE);
  const auditor = await crm.actor("auditor");
  const form = await crm.process.workForm(auditor, item);
  expect(form.fields.map(({ definition, right }) => [definition.id, right])).toEqual([
    ["name", "read"],
    ["amount", "edit"],
    ["remark", "required"],
  ]);
  expect(form.values).toMatchObject({ name: "产线", amount: "100.00" });
  const { revision } = form;
  await crm.process.decide(auditor, item, "approved", undefined, {
    values: { amount: "90", remark: "已核价" },
    revision,
  });
  expect(await crm.record("opportunity", record)).toMatchObject({ amount: "90.00", remark: "已核价" });
  const place = { entity: "opportunity", id: record, field: "amount" };
  const { items } = await crm.store.records.history(await crm.actor("root"), "crm", place);
  expect(items[0]?.actor).toBe(auditor.userId);
});

test("without what must be filled in nothing is decided, but a no needs none of it", async () => {
  const { record, item } = await asked(APPROVE);
  const auditor = await crm.actor("auditor");
  const missing = crm.process.decide(auditor, item, "approved", undefined, { values: { amount: "90" } });
  expect(await refusal(missing)).toEqual({ code: "FLOW_DECISION_ASKS", paths: ["remark"] });
  const empty = crm.process.decide(auditor, item, "approved", undefined, { values: { remark: "" } });
  expect(await refusal(empty)).toEqual({ code: "FLOW_DECISION_ASKS", paths: ["remark"] });
  expect(await crm.record("opportunity", record)).toMatchObject({ amount: "100.00" });
  await crm.process.decide(auditor, item, "rejected", "不做");
  expect(await crm.record("opportunity", record)).toMatchObject({ remark: null });
});

test("other fields, values that do not fit, and a record that has moved on refuse the decision as a whole", async () => {
  const { record, item } = await asked({ ...APPROVE, settings: {} });
  const auditor = await crm.actor("auditor");
  const decide = (values: Record<string, unknown>, revision?: number) =>
    crm.process.decide(auditor, item, "approved", undefined, { values, revision });
  expect(await refusal(decide({ remark: "好", name: "改名" }))).toEqual({
    code: "FLOW_DECISION_ASKS",
    paths: ["name"],
  });
  expect(await refusal(decide({ remark: "好", amount: "许多" }))).toMatchObject({
    code: "STORE_RECORD_INVALID",
    paths: ["amount"],
  });
  const { revision } = await crm.process.workForm(auditor, item);
  const change = { id: record, values: { amount: "120" } };
  await crm.store.records.execute(
    await crm.actor("lina"),
    "crm",
    [{ type: "update", entity: "opportunity", changes: [change] }],
    { type: "user" },
  );
  expect(await refusal(decide({ remark: "好", amount: "90" }, revision))).toMatchObject({
    code: "STORE_CONFLICT",
  });
  expect((await crm.process.listWorkItems(auditor, {})).items.map(({ id }) => id)).toContain(item);
});

test("a form is filled in as a task, and shown to nobody else", async () => {
  const { record, item } = await asked({ type: "task", settings: { waitForIt: true } });
  expect(await refusal(crm.process.workForm(await crm.actor("wu"), item))).toMatchObject({
    code: "FLOW_NOT_ASSIGNEE",
  });
  const auditor = await crm.actor("auditor");
  expect(await refusal(crm.process.decide(auditor, item, "done"))).toMatchObject({ paths: ["remark"] });
  await crm.process.decide(auditor, item, "done", undefined, { values: { remark: "填好了" } });
  expect(await crm.record("opportunity", record)).toMatchObject({ remark: "填好了" });
});
