import { AppError } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import type { Cause, Command } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** A new record is to be approved by 赵经理; approving writes into it, and so does the flow before it asks. */
function approval(entity: string, locks: boolean): FlowDocument {
  const set = (id: string, value: string, next?: string): FlowNode => ({
    id,
    type: "update",
    settings: { values: [{ field: "name", value }] },
    exits: next ? { next } : {},
  });
  const ask: FlowNode = {
    id: "ask",
    type: "approve",
    settings: {
      to: [{ source: "users", users: [crm.people["zhao"] ?? ""] }],
      title: { zh: "审批", en: "Approve" },
      locks,
    },
    exits: { approved: "passed" },
  };
  return {
    kind: "flow",
    id: "check",
    version: 1,
    name: { zh: "客户审批", en: "Approval" },
    entity,
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "asking",
    nodes: [set("asking", "审批中", "ask"), ask, set("passed", "已通过")],
  };
}

async function write(login: string, commands: readonly Command[], cause: Cause = { type: "user" }) {
  return crm.store.records.execute(await crm.actor(login), "crm", commands, cause);
}

async function customer(locks = true): Promise<string> {
  await crm.publish(approval("customer", locks));
  const rows = [{ name: "海尔", owner: crm.people["lina"] ?? null }];
  const { results } = await write("lina", [{ type: "create", entity: "customer", rows }]);
  return results[0]?.ids[0] ?? "";
}

async function refusal(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? { code: error.code, zh: error.text.zh } : error;
}

const rename = (id: string): Command => ({
  type: "update",
  entity: "customer",
  changes: [{ id, values: { name: "海信" } }],
});

const LOCKED = {
  code: "FLOW_RECORD_LOCKED",
  zh: "记录正在“客户审批”中审批，等待赵经理处理，审批结束前不能修改或删除；需要修改时，请审批人退回，或由发起人撤回",
};

test("a record under approval is held on every way in, also for administrators, and the flow still writes", async () => {
  const id = await customer();
  expect(await crm.record("customer", id)).toMatchObject({ name: "审批中" });
  const filter = { "==": [{ var: "id" }, id] };
  const ways: readonly Command[] = [
    rename(id),
    { type: "delete", entity: "customer", ids: [id] },
    { type: "update-matching", entity: "customer", selection: { filter }, values: { name: "海信" } },
    { type: "delete-matching", entity: "customer", selection: { filter } },
    { type: "upsert", entity: "customer", keys: ["name"], rows: [{ name: "审批中", phone: "053188886666" }] },
  ];
  for (const command of ways)
    expect([command.type, await refusal(write("root", [command]))]).toEqual([command.type, LOCKED]);
  for (const type of ["api", "import"] as const)
    expect(await refusal(write("lina", [rename(id)], { type }))).toEqual(LOCKED);
  const { items } = await crm.process.listWorkItems(await crm.actor("zhao"), {});
  const item = items.find(({ record }) => record === id);
  expect(item).toMatchObject({ locks: true });
  await crm.process.decide(await crm.actor("zhao"), item?.id ?? "", "approved");
  expect(await crm.record("customer", id)).toMatchObject({ name: "已通过" });
  await write("lina", [rename(id)]);
  expect(await crm.record("customer", id)).toMatchObject({ name: "海信" });
});

test("a bulk change that meets such records says how many, and changes none", async () => {
  const first = await customer();
  const second = await customer();
  const free = await customer(false);
  const changes = [first, second, free].map((id) => ({ id, values: { name: "海信" } }));
  const answer = await refusal(write("root", [{ type: "update", entity: "customer", changes }]));
  expect(answer).toMatchObject({ code: "FLOW_RECORDS_LOCKED" });
  expect(await crm.record("customer", free)).toMatchObject({ name: "审批中" });
});

test("an undo does not reach under an approval, nor is a record merged away", async () => {
  await crm.publish(approval("customer", true));
  const rows = [{ name: "海尔", owner: crm.people["lina"] ?? null }];
  const { changeSet, results } = await write("lina", [{ type: "create", entity: "customer", rows }]);
  const id = results[0]?.ids[0] ?? "";
  const undo = crm.store.records.undoChangeSet(await crm.actor("root"), "crm", changeSet);
  expect(await refusal(undo)).toEqual(LOCKED);
  const other = await customer();
  const merge: Command = { type: "merge", entity: "customer", survivor: other, loser: id, values: {} };
  expect(await refusal(write("root", [merge]))).toMatchObject({ code: expect.stringMatching("LOCKED") });
});

test("what was withdrawn can be changed again", async () => {
  const id = await customer();
  const lina = await crm.actor("lina");
  const run = (await crm.process.ownRuns(lina)).items.find(({ record }) => record === id);
  await crm.process.withdrawRun(lina, run?.id ?? "");
  await write("lina", [rename(id)]);
  expect(await crm.record("customer", id)).toMatchObject({ name: "海信" });
});

test("child rows belong to their record: they are held with it, and saved with the change that asks for approval", async () => {
  const owner = crm.people["lina"] ?? null;
  const buyer = await crm.create("customer", { name: "浪潮", owner });
  const opportunity = await crm.create("opportunity", { name: "产线", customer: buyer, owner });
  const line = { product: "检测仪", quantity: 1, price: "100" };
  const quote = await crm.create("quote", { opportunity, owner, lines: [line] }, { type: "seed" });
  const values = { status: "approving", lines: [line, { ...line, product: "备件" }] };
  const submit: Command = { type: "update", entity: "quote", changes: [{ id: quote, values }] };
  await write("root", [submit]);
  expect(await crm.record("quote", quote)).toMatchObject({ status: "approving" });
  const { items } = await crm.store.records.query(await crm.actor("root"), "crm", {
    entity: "quote_line",
    filter: { "==": [{ var: "parent" }, quote] },
  });
  expect(items).toHaveLength(2);
  const [first] = items;
  const cheaper: Command = {
    type: "update",
    entity: "quote_line",
    changes: [{ id: first?.id ?? "", values: { price: "1" } }],
  };
  expect(await refusal(write("root", [cheaper]))).toMatchObject({ code: "FLOW_RECORD_LOCKED" });
  const more: Command = { type: "create", entity: "quote_line", rows: [{ ...line, parent: quote }] };
  expect(await refusal(write("root", [more]))).toMatchObject({ code: "FLOW_RECORD_LOCKED" });
});
