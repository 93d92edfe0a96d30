import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(flow());
});
afterAll(() => crm.close());

function flow(): FlowDocument {
  const asks = (id: string, zh: string, exits: Record<string, string> = {}) => ({
    id,
    type: "approve",
    name: { zh, en: id },
    settings: {
      to: [{ source: "users", users: [crm.people["zhao"] ?? ""] }],
      title: { zh, en: id },
      due: "2h",
      locks: true,
    },
    exits,
  });
  return {
    kind: "flow",
    id: "two_words",
    version: 1,
    name: { zh: "两级审批", en: "Two words" },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "first",
    nodes: [
      asks("first", "一级", { approved: "mark" }),
      {
        id: "mark",
        type: "update",
        settings: { values: [{ field: "website", value: "https://passed.example.com" }] },
        exits: { next: "second" },
      },
      asks("second", "二级"),
    ],
  };
}

async function started() {
  const record = await crm.create("customer", { name: "海尔", owner: crm.people["lina"] ?? null });
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { record });
  return { record, root, run: items[0]?.id ?? "" };
}
const openOf = async (record: string) => {
  const { items } = await crm.process.listWorkItems(await crm.actor("zhao"), {});
  return items.filter((item) => item.record === record).map(({ title }) => title.zh);
};
const whyOf = async (record: string) => {
  const decisions = await crm.process.decisionsFor(await crm.actor("root"), {
    app: "crm",
    entity: "customer",
    record,
  });
  return decisions.filter(({ kind }) => kind === "intervene").map(({ why }) => why.zh);
};

test("a run is sent to another step: what waited is taken back, the reason stands in its trail and on the record", async () => {
  const { record, root, run } = await started();
  expect(await openOf(record)).toEqual(["一级"]);
  expect((await crm.process.runs.read(root, "crm", run)).targets.map(({ name }) => name.zh)).toEqual([
    "一级",
    "更新记录",
    "二级",
  ]);
  await crm.process.runs.intervene(root, "crm", {
    id: run,
    action: "jump",
    node: "second",
    comment: "经理出差",
  });
  expect(await openOf(record)).toEqual(["二级"]);
  expect((await crm.record("customer", record))["website"]).toBeNull();
  const { steps, run: view } = await crm.process.runs.read(root, "crm", run);
  expect(view.status).toBe("waiting");
  expect(steps.map(({ node, text }) => [node, text?.zh.includes("经理出差")])).toContainEqual([
    "first",
    true,
  ]);
  expect(await whyOf(record)).toEqual([expect.stringContaining("转到“二级”：经理出差")]);
  const { rows } = await database.pool.query("select node from mortise.timer where run = $1", [run]);
  expect(rows).toEqual([{ node: "second" }]);
});

test("a run is ended with a reason, and what locked the record is gone", async () => {
  const { record, root, run } = await started();
  await crm.process.runs.intervene(root, "crm", { id: run, action: "end", comment: "客户不要了" });
  expect(await openOf(record)).toEqual([]);
  const { run: view } = await crm.process.runs.read(root, "crm", run);
  expect([view.status, view.error?.zh]).toEqual(["cancelled", expect.stringContaining("客户不要了")]);
  expect(await whyOf(record)).toEqual([expect.stringContaining("结束流程：客户不要了")]);
  const { items } = await crm.process.recordWorkItems(root, "crm", "customer", record);
  expect(items.some(({ locks }) => locks)).toBe(false);
  const again = crm.process.runs.intervene(root, "crm", { id: run, action: "end", comment: "又一次" });
  await expect(again).rejects.toThrow("has ended");
  expect((await crm.process.runs.read(root, "crm", run)).targets).toEqual([]);
});

test("it asks for the right to mend runs, a reason and a step that is there", async () => {
  const { record, root, run } = await started();
  const by = async (login: string, more: object) =>
    crm.process.runs.intervene(await crm.actor(login), "crm", {
      id: run,
      action: "jump",
      node: "second",
      comment: "因为",
      ...more,
    });
  await expect(by("lina", {})).rejects.toMatchObject({ code: "FLOW_RUNS_FORBIDDEN" });
  await expect(by("root", { comment: "  " })).rejects.toMatchObject({ code: "FLOW_REASON_REQUIRED" });
  await expect(by("root", { node: "gone" })).rejects.toMatchObject({ code: "FLOW_INTERVENTION_REFUSED" });
  await expect(by("root", { id: "no-id" })).rejects.toMatchObject({ code: "FLOW_INTERVENTION_REFUSED" });
  expect(await openOf(record)).toEqual(["一级"]);
  const offered = async (login: string) => {
    const { items } = await crm.process.recordWorkItems(await crm.actor(login), "crm", "customer", record);
    return items.map(({ mayIntervene }) => mayIntervene);
  };
  expect(root.admin).toBe(true);
  expect(await offered("root")).toEqual([true]);
  expect(await offered("lina")).toEqual([false]);
});

test("a run that failed goes on at the step that was chosen", async () => {
  const { record, root, run } = await started();
  await database.pool.query(
    `update mortise.flow_run set status = 'failed', error = '{"zh":"坏了","en":"broken"}', ended_at = now() where id = $1`,
    [run],
  );
  await crm.process.runs.intervene(root, "crm", { id: run, action: "jump", node: "mark", comment: "补上" });
  expect((await crm.record("customer", record))["website"]).toBe("https://passed.example.com");
  expect(await openOf(record)).toEqual(["二级"]);
  expect((await crm.process.runs.read(root, "crm", run)).run).toMatchObject({
    status: "waiting",
    error: null,
  });
});
