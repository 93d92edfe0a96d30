import { useDatabase } from "@mortise/testing";
import { systemActor } from "@mortise/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const HOUR = 3_600_000;
const aLead = (values: Readonly<Record<string, unknown>> = {}) => ({
  name: "李四",
  mobile: "13900000000",
  source: "website_signup",
  region: "3701",
  ...values,
});

async function fireAll(): Promise<void> {
  while ((await crm.process.fireDueTimers()) > 0);
}

/** What the messages about a record say to a person, oldest first. */
async function titles(account: unknown, record: string): Promise<readonly string[]> {
  const login = Object.keys(crm.people).find((one) => crm.people[one] === account);
  const { items } = await crm.process.listNotifications(await crm.actor(login ?? ""), {});
  return items.flatMap((item) => (item.record === record ? [item.title.zh] : [])).toReversed();
}

test("an assigned lead brings its owner a task for the first two hours and a message", async () => {
  const id = await crm.create("lead", aLead());
  const { owner } = await crm.record("lead", id);
  const { items } = await crm.process.recordWorkItems(systemActor, "crm", "lead", id);
  expect(items).toMatchObject([
    { kind: "task", assignee: owner, status: "open", dueAt: "2026-11-22T03:00:00.000Z", recordTitle: "李四" },
  ]);
  expect(await titles(owner, id)).toEqual(["新线索：李四"]);
});

test("untouched for 24 hours: owner and manager are told; for 48: back to the pool and the team is told, across a restart", async () => {
  const id = await crm.create("lead", aLead({ name: "王五" }));
  const { owner } = await crm.record("lead", id);
  crm.clock.advance(24 * HOUR - 1);
  await fireAll();
  expect(await titles(owner, id)).toEqual(["新线索：王五"]);
  crm.clock.advance(1);
  await fireAll();
  expect(await titles(owner, id)).toContain("线索 24 小时未跟进：王五");
  expect(await titles(crm.people["zhao"], id)).toEqual(["线索 24 小时未跟进：王五"]);

  await crm.close();
  crm = await openCrm(database.url, crm.clock);
  crm.clock.advance(24 * HOUR);
  while ((await crm.process.keepPools()) > 0);
  const lead = await crm.record("lead", id);
  expect(lead).toMatchObject({ owner: null, status: "unassigned", recycle_count: "1" });
  for (const login of ["lina", "wangqiang", "zhao"])
    expect(await titles(crm.people[login], id)).toContain("线索退回公海：王五");
  const kinds = (await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: id })).map(
    (decision) => decision.kind,
  );
  expect(kinds).toContain("recycle");
});

test("a follow-up in time stops the reminder and the return to the pool", async () => {
  const id = await crm.create("lead", aLead({ name: "赵六" }));
  const { owner } = await crm.record("lead", id);
  crm.clock.advance(HOUR);
  await crm.create("followup", { lead: id, content: "聊过了", type: "call" });
  expect(await crm.record("lead", id)).toMatchObject({ status: "following", follow_count: "1" });
  crm.clock.advance(72 * HOUR);
  await fireAll();
  expect((await crm.record("lead", id))["owner"]).toBe(owner);
  expect(await titles(owner, id)).toEqual(["新线索：赵六"]);
});

test("a new owner starts the clock again and the old run is cancelled", async () => {
  const id = await crm.create("lead", aLead({ name: "孙七" }));
  crm.clock.advance(23 * HOUR);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "update", entity: "lead", changes: [{ id, values: { owner: crm.people["chenjing"] } }] }],
    { type: "api" },
  );
  crm.clock.advance(2 * HOUR);
  await fireAll();
  expect(await titles(crm.people["chenjing"], id)).toEqual(["新线索：孙七"]);
  const { rows } = await crm.store.pool.query<{ status: string }>(
    "select status from mortise.flow_run where record = $1 and flow = 'lead_sla' order by started_at",
    [id],
  );
  expect(rows.map((row) => row.status)).toEqual(["cancelled", "waiting"]);
});

test("whoever gives a lead away has no task for it any more", async () => {
  const id = await crm.create("lead", aLead({ name: "吴九" }));
  const tasks = async () => {
    const { rows } = await crm.store.pool.query<{ status: string }>(
      "select status from mortise.work_item where record = $1 order by created_at",
      [id],
    );
    return rows.map((row) => row.status);
  };
  expect(await tasks()).toEqual(["open"]);
  await crm.store.records.execute(systemActor, "crm", [{ type: "release", entity: "lead", ids: [id] }], {
    type: "api",
  });
  expect(await tasks()).toEqual(["cancelled"]);
});

test("a deleted lead takes its timers, runs and tasks with it", async () => {
  const id = await crm.create("lead", aLead({ name: "周八" }));
  await crm.store.records.execute(systemActor, "crm", [{ type: "delete", entity: "lead", ids: [id] }], {
    type: "api",
  });
  const { rows } = await crm.store.pool.query<{ n: number }>(
    "select count(*)::int as n from mortise.timer t join mortise.flow_run r on r.id = t.run where r.record = $1",
    [id],
  );
  expect(rows[0]?.n).toBe(0);
  const open = await crm.store.pool.query(
    "select 1 from mortise.work_item where record = $1 and status = 'open'",
    [id],
  );
  expect(open.rowCount).toBe(0);
});

test("two processes firing at once fire each timer once", async () => {
  const ids = [];
  for (let index = 0; index < 6; index += 1)
    ids.push(await crm.create("lead", aLead({ name: `并发${index}` })));
  crm.clock.advance(24 * HOUR);
  const other = await openCrm(database.url, crm.clock);
  await Promise.all([crm, other, crm, other].map((one) => one.process.fireDueTimers({ limit: 3 })));
  await fireAll();
  await other.close();
  for (const id of ids) {
    const { owner } = await crm.record("lead", id);
    expect((await titles(owner, id)).filter((title) => title.startsWith("线索 24 小时"))).toHaveLength(1);
  }
});

test("a follow-up is the first contact: it finishes the task, and only that of its own lead", async () => {
  const [id, other] = [await crm.create("lead", aLead()), await crm.create("lead", aLead({ name: "赵六" }))];
  const { owner } = await crm.record("lead", id);
  crm.clock.advance(60_000);
  await crm.create("followup", { lead: id, content: "电话联系", type: "call" });
  const tasks = async (record: string) =>
    (await crm.process.recordWorkItems(systemActor, "crm", "lead", record)).items.map((item) => item.status);
  expect(await tasks(id)).toEqual(["done"]);
  expect(await tasks(other)).toEqual(["open"]);
  expect((await crm.record("lead", id))["owner"]).toBe(owner);
});
