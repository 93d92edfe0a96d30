import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const node = (
  id: string,
  type: string,
  settings: FlowNode["settings"],
  exits: FlowNode["exits"] = {},
): FlowNode => ({ id, type, settings, exits });

function ofLead(id: string, nodes: readonly FlowNode[]): FlowDocument {
  const [first] = nodes;
  return {
    kind: "flow",
    id,
    version: 1,
    name: { zh: id, en: id },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { "==": [{ var: "company" }, id] } } },
    ...(first ? { start: first.id } : {}),
    nodes,
  };
}

const lead = (company: string, values = {}) =>
  crm.create("lead", { name: "甲", company, source: "other", ...values });

async function statusOf(record: string) {
  const { rows } = await database.pool.query<{ status: string; node: string | null; text: unknown }>(
    `select status, node, error->>'zh' as text from mortise.flow_run where record = $1 and flow like 'flow_%'`,
    [record],
  );
  return rows[0];
}

test("rounds at the same time look things up, write and search again, each for its own record", async () => {
  const where = (field: string, variable: string) => ({
    join: "and",
    rows: [{ field, operator: "is", value: { var: variable } }],
  });
  const names = Array.from({ length: 40 }, (_none, index) => `客户${String(index).padStart(3, "0")}`);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "customer", rows: names.map((name) => ({ name, address: "循环" })) }],
    { type: "api", skipFlows: true },
  );
  for (const order of ["together", "sequence"]) {
    await crm.publish(
      ofLead(`flow_${order}`, [
        node(
          "find",
          "find-records",
          {
            entity: "customer",
            limit: 200,
            sort: "name",
            direction: "ascending",
            where: { join: "and", rows: [{ field: "address", operator: "is", value: "循环" }] },
          },
          { next: "each" },
        ),
        node("each", "loop", { kind: "each", list: "$find.records", order }, { body: "own", next: "sum" }),
        node(
          "own",
          "find-record",
          { entity: "customer", where: where("name", "$each.item.name") },
          { next: "set" },
        ),
        node(
          "set",
          "update",
          {
            reference: "$own.record",
            values: [{ field: "phone", value: { concat: [order, "-", { var: "$each.item.name" }] } }],
          },
          { next: "count" },
        ),
        node(
          "count",
          "total",
          { entity: "customer", where: where("phone", "$own.record.phone") },
          { next: "mark" },
        ),
        node("mark", "update", {
          reference: "$each.item",
          values: [{ field: "website", value: { concat: ["https://n", { var: "$count.result" }, ".cn"] } }],
        }),
        node("sum", "update", { values: [{ field: "needs", value: "完成" }] }),
      ]),
    );
    const id = await lead(`flow_${order}`);
    expect(await statusOf(id)).toEqual({ status: "done", node: null, text: null });
    expect(await crm.record("lead", id)).toMatchObject({ needs: "完成" });
    const { items } = await crm.store.records.query(systemActor, "crm", {
      entity: "customer",
      filter: { "==": [{ var: "address" }, "循环"] },
      sort: [{ field: "name" }],
      limit: 200,
    });
    expect(items.map(({ phone }) => phone)).toEqual(names.map((name) => `${order}-${name}`));
    expect(new Set(items.map(({ website }) => website))).toEqual(new Set(["https://n1.cn"]));
  }
});

test("waits until a condition holds, whoever makes it hold, and not for other changes", async () => {
  await crm.publish(
    ofLead("flow_until", [
      node(
        "until",
        "wait",
        { until: "condition", when: { ">": [{ var: "est_amount" }, 1000] }, atMost: "2h" },
        { next: "yes", late: "no" },
      ),
      node("yes", "update", { values: [{ field: "needs", value: "满足" }] }),
      node("no", "update", { values: [{ field: "needs", value: "超时" }] }),
    ]),
  );
  const [first, second] = [await lead("flow_until"), await lead("flow_until")];
  const set = (id: string, values: Readonly<Record<string, string>>) =>
    crm.store.records.execute(
      systemActor,
      "crm",
      [{ type: "update", entity: "lead", changes: [{ id, values }] }],
      { type: "user" },
    );
  await set(first, { est_amount: "900" });
  expect(await statusOf(first)).toMatchObject({ status: "waiting", node: "until" });
  await set(first, { est_amount: "1001" });
  expect(await crm.record("lead", first)).toMatchObject({ needs: "满足" });
  crm.clock.advance(3 * 3_600_000);
  await crm.process.fireDueTimers();
  expect(await crm.record("lead", first)).toMatchObject({ needs: "满足" });
  expect(await crm.record("lead", second)).toMatchObject({ needs: "超时" });
});

test("waits until a date, also when it is moved meanwhile", async () => {
  await crm.publish(
    ofLead("flow_date", [
      node(
        "until",
        "wait",
        { until: "date", field: "est_date", side: "before", by: "1d", at: "09:00" },
        { next: "yes" },
      ),
      node("yes", "update", { values: [{ field: "needs", value: "快到了" }] }),
    ]),
  );
  const id = await lead("flow_date", { est_date: "2026-12-10" });
  const dueOf = async () => {
    const { rows } = await database.pool.query<{ due: Date }>(
      `select t.due_at as due from mortise.timer t join mortise.flow_run r on r.id = t.run where r.record = $1 and r.flow = 'flow_date'`,
      [id],
    );
    return rows.map(({ due }) => new Date(due).toISOString());
  };
  expect(await dueOf()).toEqual(["2026-12-09T01:00:00.000Z"]);
  const move = (day: string | null) =>
    crm.store.records.execute(
      systemActor,
      "crm",
      [{ type: "update", entity: "lead", changes: [{ id, values: { est_date: day } }] }],
      { type: "user" },
    );
  await move("2026-12-20");
  expect(await dueOf()).toEqual(["2026-12-19T01:00:00.000Z"]);
  await move("2026-11-20");
  expect(await dueOf()).toEqual([]);
  expect(await crm.record("lead", id)).toMatchObject({ needs: "快到了" });
});
