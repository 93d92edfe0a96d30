import { fieldCatalog } from "@mortise/fields";
import { ManualClock } from "@mortise/kit";
import { Catalog, type FlowDocument, type PoolDocument } from "@mortise/metadata";
import { type RecordValues, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { redecideRecycle } from "../../model/pools/redecide-recycle.ts";

const database = useDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let crm: CrmStore;

const pool: PoolDocument = {
  kind: "pool",
  id: "main",
  version: 1,
  name: { zh: "山东公海", en: "Shandong pool" },
  entity: "lead",
  order: 1,
  claiming: "open",
  renewedBy: { records: [{ entity: "followup", field: "lead" }] },
  recycling: {
    enabled: true,
    rules: [
      {
        id: "idle",
        name: { zh: "10 天未跟进", en: "No follow-up for 10 days" },
        when: { "!=": [{ var: "source" }, "expo"] },
        after: "10d",
        renew: "10d",
        to: { kind: "pool" },
      },
      {
        id: "expo",
        name: { zh: "展会线索 5 天", en: "Trade fair leads, 5 days" },
        when: { "==": [{ var: "source" }, "expo"] },
        after: "5d",
        to: { kind: "flow", flow: "again" },
      },
    ],
    reminders: ["3d", "1d"],
  },
  alarms: { unassigned: "4h", unfollowed: "1d", unfollowedManager: "2d" },
};

const again: FlowDocument = {
  kind: "flow",
  id: "again",
  version: 1,
  name: { zh: "重新分配", en: "Assign anew" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "recycled", settings: {} },
  start: "assign",
  nodes: [],
};

beforeAll(async () => {
  crm = await openCrm(database.url, new ManualClock("2026-12-01T01:00:00.000Z"));
  const director = crm.people["director"] ?? "";
  const assign = {
    id: "assign",
    type: "assign",
    settings: { rules: [], fallback: { strategy: "user", user: director }, keepOwner: false },
    exits: {},
  };
  await crm.publish({ ...again, nodes: [assign] }, { ...pool, admins: { users: [director] } });
  await settle();
});
afterAll(() => crm.close());

async function settle(): Promise<void> {
  while ((await crm.process.keepPools()) > 0);
}

/** Leaves out the flows of the template, which are not asked about here. */
const aLead = (values: RecordValues = {}) =>
  crm.create(
    "lead",
    { name: "张三", source: "other", mobile: "13800000001", owner: crm.people["lina"] ?? "", ...values },
    { type: "api", skipFlows: true },
  );

async function told(login: string): Promise<readonly string[]> {
  const { items } = await crm.process.listNotifications(await crm.actor(login), {});
  return items.map(({ title }) => title.zh).toReversed();
}

test("owners are warned in steps, then the pool takes the record, and its timeline says why", async () => {
  const id = await aLead({ name: "李四" });
  const before = (await told("lina")).length;
  crm.clock.advance(DAY);
  await settle();
  expect((await told("lina")).slice(before)).toEqual(["线索分给你 1 天还没有跟进：李四"]);
  crm.clock.advance(DAY);
  await settle();
  expect(await told("zhao")).toContain("李娜的线索 2 天还没有跟进：李四");
  crm.clock.advance(5 * DAY);
  await settle();
  crm.clock.advance(2 * DAY);
  await settle();
  expect((await told("lina")).slice(before + 1)).toEqual([
    "线索将在 3 天内收回公海：李四",
    "线索将在 1 天内收回公海：李四",
  ]);
  crm.clock.advance(DAY);
  await settle();
  expect(await crm.record("lead", id)).toMatchObject({
    owner: null,
    previous_owner: crm.people["lina"],
    pool: "main",
  });
  expect((await told("lina")).at(-1)).toBe("线索已收回“山东公海”：李四");
  const [why] = await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: id });
  expect(why).toMatchObject({
    kind: "recycle",
    run: null,
    why: { zh: "按“山东公海”的回收规则“10 天未跟进”收回，放入“山东公海”" },
  });
  expect(why?.details.map(({ label, value }) => `${label.zh} ${value.zh}`)).toEqual([
    "前负责人 李娜",
    "负责起始时间 2026-12-01 09:00",
    "回收时间 2026-12-11 09:00",
  ]);
  // Nobody takes it: the admins of the pool hear of it, once.
  crm.clock.advance(4 * HOUR);
  await settle();
  await settle();
  expect((await told("director")).filter((title) => title.includes("李四"))).toEqual([
    "线索已有 4 小时无人负责：李四",
  ]);
});

test("a rule may have a flow assign what it takes back, with the reason", async () => {
  const id = await aLead({ name: "赵六", source: "expo" });
  crm.clock.advance(5 * DAY);
  await settle();
  expect((await crm.record("lead", id))["owner"]).toBe(crm.people["director"]);
  const why = await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: id });
  expect(why.map(({ kind }) => kind).toSorted()).toEqual(["assign", "recycle", "started"]);
});

test("what is taken back together is told in one message, and decided again it comes to the same", async () => {
  const since = (await told("lina")).length;
  for (const name of ["甲", "乙", "丙"]) await aLead({ name });
  crm.clock.advance(10 * DAY);
  await settle();
  expect((await told("lina")).slice(since).at(-1)).toBe("3 条线索已收回“山东公海”");
  const { rows } = await crm.store.pool.query<{
    readonly at: string;
    readonly why: unknown;
    readonly details: unknown;
    readonly basis: { readonly values: Readonly<Record<string, string | null>>; readonly release: number };
    readonly owner: string | null;
    readonly pool: string;
  }>(
    `select d.at, d.why, d.details, d.basis, o.to_owner as owner, o.to_pool as pool from mortise.decision_log d
     join mortise.owner_log o on o.record = d.record and o.at = d.at and o.how = 'recycled' where d.run is null`,
  );
  // 李四, the three, and 赵六 twice: the director did not follow up either.
  expect(rows).toHaveLength(6);
  const names: Readonly<Record<string, string>> = {
    [crm.people["lina"] ?? ""]: "李娜",
    [crm.people["director"] ?? ""]: "孙总监",
  };
  for (const row of rows) {
    const catalog = new Catalog(await crm.store.releases.documents("crm", row.basis.release), fieldCatalog);
    const made = redecideRecycle(
      catalog,
      {
        entity: "lead",
        at: new Date(row.at).toISOString(),
        values: row.basis.values,
        outcome: { owner: row.owner, pool: row.pool },
      },
      {
        place: { calendar: crm.store.releases.calendar(), timeZone: "Asia/Shanghai" },
        nameOf: (id) => names[id] ?? "",
      },
    );
    expect(made).toMatchObject({ kind: "recycle", why: row.why, details: row.details });
  }
});

test("a rule that is switched off and on again gives the dates it gave; a stricter one gives a grace", async () => {
  const id = await aLead({ name: "钱七" });
  const date = async () => (await crm.record("lead", id))["recycle_at"];
  const first = await date();
  const admins = { users: [crm.people["director"] ?? ""] };
  const withRules = (more: Partial<NonNullable<PoolDocument["recycling"]>>): PoolDocument => ({
    ...pool,
    admins,
    recycling: { enabled: true, rules: [], ...pool.recycling, ...more },
  });
  await crm.publish(withRules({ enabled: false }));
  await settle();
  expect(await date()).toBeNull();
  crm.clock.advance(2 * DAY);
  await crm.publish(withRules({}));
  await settle();
  expect(await date()).toBe(first);
  const strict = (pool.recycling?.rules ?? []).map((rule) => ({ ...rule, after: "1d", renew: "1d" }));
  await crm.publish(withRules({ rules: strict }));
  await settle();
  expect(await date()).toBe(new Date(crm.clock.now().getTime() + DAY).toISOString());
  expect((await crm.record("lead", id))["owner"]).toBe(crm.people["lina"]);
});

test("a pool that hides history hides reasons and done tasks, too, from the next owner", async () => {
  const admins = { users: [crm.people["director"] ?? ""] };
  await crm.publish({ ...pool, admins, giveBack: { hidesHistory: true } });
  await settle();
  const id = await crm.create("lead", { name: "孙八", source: "website_signup", region: "3701" });
  const first = String((await crm.record("lead", id))["owner"]);
  crm.clock.advance(HOUR);
  await crm.store.records.execute(systemActor, "crm", [{ type: "release", entity: "lead", ids: [id] }], {
    type: "api",
  });
  crm.clock.advance(HOUR);
  const next = crm.people["lina"] === first ? "wangqiang" : "lina";
  const actor = await crm.actor(next);
  await crm.store.records.execute(actor, "crm", [{ type: "claim", entity: "lead", ids: [id] }], {
    type: "user",
    skipFlows: true,
  });
  const place = { app: "crm", entity: "lead", record: id };
  const known = async (login: string) => {
    const reader = await crm.actor(login);
    const decisions = await crm.process.decisionsFor(reader, place);
    const { items } = await crm.process.recordWorkItems(reader, "crm", "lead", id);
    return { decisions: decisions.length > 0, tasks: items.length };
  };
  expect(await known(next)).toEqual({ decisions: false, tasks: 0 });
  expect(await known("director")).toEqual({ decisions: true, tasks: 1 });
});
