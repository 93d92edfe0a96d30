import { ManualClock } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let crm: CrmStore;

beforeAll(async () => {
  // A Monday, nine o'clock in Shanghai.
  crm = await openCrm(database.url, new ManualClock("2026-11-30T01:00:00.000Z"));
});
afterAll(() => crm.close());

/** A flow that waits as soon as it starts, so that its runs can be counted. */
function aFlow(id: string, trigger: FlowDocument["trigger"], more: Partial<FlowDocument> = {}): FlowDocument {
  return {
    kind: "flow",
    id,
    version: 1,
    name: { zh: id, en: id },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger,
    start: "wait",
    nodes: [{ id: "wait", type: "wait", settings: { for: "999d" }, exits: {} }],
    ...more,
  };
}

/** Leaves out the flows of the template, which are not asked about here. */
const quietly = { type: "api", skipFlows: true } as const;
const aLead = (
  values: Readonly<Record<string, unknown>> = {},
  cause: Parameters<CrmStore["create"]>[2] = quietly,
) => crm.create("lead", { name: "钱多多", source: "expo", mobile: "13712340000", ...values }, cause);
const change = (id: string, values: Readonly<Record<string, unknown>>) =>
  crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "update", entity: "lead", changes: [{ id, values }] }],
    { type: "user" },
  );

async function settle(): Promise<void> {
  while ((await crm.process.startDue()) > 0);
}

/** For which records a flow started, in the order in which it did. */
async function started(flow: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ record: string }>(
    "select record from mortise.flow_run where app = 'crm' and flow = $1 order by started_at, id",
    [flow],
  );
  return rows.map(({ record }) => record);
}

test("rounds start for every record that meets the condition then, page by page, once each", async () => {
  const [one, other] = [await aLead({ source: "expo" }), await aLead({ source: "website_signup" })];
  await crm.publish(
    aFlow("daily", {
      type: "schedule",
      settings: {
        every: "day",
        times: ["10:00"],
        daysOff: "skip",
        when: { "==": [{ var: "source" }, "expo"] },
      },
    }),
  );
  await settle();
  expect(await started("daily")).toEqual([]);
  crm.clock.advance(HOUR);
  await settle();
  expect(await started("daily")).toEqual([one]);
  // Another process, the same round: nothing is doubled.
  await settle();
  await change(other, { source: "expo" });
  crm.clock.advance(DAY);
  await settle();
  expect(await started("daily")).toEqual([one, one, other]);
  const why = await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: one });
  expect(why[0]?.why.zh).toContain("每天 10:00");
});

test("a round goes on page by page where a process left it, and comes to each record once", async () => {
  const rows = Array.from({ length: 450 }, (_, index) => ({
    name: `页${index}`,
    source: "phone",
    mobile: `139${String(10_000_000 + index)}`,
  }));
  await crm.store.records.execute(systemActor, "crm", [{ type: "create", entity: "lead", rows }], quietly);
  await crm.publish(
    aFlow("paged", {
      type: "schedule",
      settings: { every: "day", times: ["12:00"], when: { "==": [{ var: "source" }, "phone"] } },
    }),
  );
  await settle();
  crm.clock.advance(DAY);
  await crm.process.startDue();
  const first = await started("paged");
  expect(first.length).toBeGreaterThan(0);
  expect(first.length).toBeLessThan(450);
  await settle();
  const all = await started("paged");
  expect([all.length, new Set(all).size]).toEqual([450, 450]);
});

test("a round that was missed is made up for once, or left out", async () => {
  const id = await aLead({ source: "referral" });
  const when = { "==": [{ var: "source" }, "referral"] };
  const hourly = { every: "minutes", step: 60, when };
  await crm.publish(
    aFlow("made_up", { type: "schedule", settings: hourly }),
    aFlow("left_out", { type: "schedule", settings: { ...hourly, missed: "skip" } }),
  );
  await settle();
  crm.clock.advance(30 * HOUR);
  await settle();
  expect(await started("made_up")).toEqual([id]);
  expect(await started("left_out")).toEqual([]);
  crm.clock.advance(HOUR);
  await settle();
  expect([(await started("made_up")).length, (await started("left_out")).length]).toEqual([2, 1]);
  await crm.publish(
    aFlow("made_up", { type: "schedule", settings: hourly }, { enabled: false }),
    aFlow("left_out", { type: "schedule", settings: hourly }, { enabled: false }),
  );
});

test("a date starts its flow once, also for records that were there before and for one that moves", async () => {
  const inDays = (days: number) => new Date(crm.clock.now().getTime() + days * DAY).toISOString();
  const [early, late, moved] = [
    await aLead({ next_follow_at: inDays(2) }),
    await aLead({ next_follow_at: inDays(40) }),
    await aLead({ next_follow_at: inDays(40) }),
  ];
  await crm.publish(
    aFlow("before_visit", {
      type: "date-reached",
      settings: { field: "next_follow_at", side: "before", by: "1d" },
    }),
  );
  await settle();
  await change(moved, { next_follow_at: inDays(3) });
  const fresh = await aLead({ next_follow_at: inDays(4) });
  crm.clock.advance(DAY);
  await settle();
  expect(await started("before_visit")).toEqual([early]);
  await change(early, { name: "改了名字" });
  await crm.store.records.execute(systemActor, "crm", [{ type: "delete", entity: "lead", ids: [fresh] }], {
    type: "user",
  });
  crm.clock.advance(5 * DAY);
  await settle();
  expect(await started("before_visit")).toEqual([early, moved]);
  crm.clock.advance(40 * DAY);
  await settle();
  expect(await started("before_visit")).toEqual([early, moved, late]);
});

test("a state that lasts starts its flow once for each time, and a break starts the clock anew", async () => {
  const waiting = { "==": [{ var: "source" }, "baidu"] };
  const before = await aLead({ source: "baidu" });
  await crm.publish(aFlow("lasting", { type: "state-lasts", settings: { when: waiting, for: "24h" } }));
  await settle();
  const broken = await aLead({ source: "baidu" }, { type: "api" });
  crm.clock.advance(20 * HOUR);
  await change(broken, { source: "expo" });
  await change(broken, { source: "baidu" });
  crm.clock.advance(5 * HOUR);
  await settle();
  expect(await started("lasting")).toEqual([before]);
  await change(before, { name: "还在等" });
  crm.clock.advance(20 * HOUR);
  await settle();
  expect(await started("lasting")).toEqual([before, broken]);
  crm.clock.advance(100 * HOUR);
  await settle();
  expect(await started("lasting")).toEqual([before, broken]);
  await change(before, { source: "expo" });
  await change(before, { source: "baidu" });
  crm.clock.advance(24 * HOUR);
  await settle();
  expect(await started("lasting")).toEqual([before, broken, before]);
});

test("what is switched off starts nothing more, and forgets what was agreed", async () => {
  await aLead({ source: "baidu" }, { type: "api" });
  const flow = aFlow("lasting", {
    type: "state-lasts",
    settings: { when: { "==": [{ var: "source" }, "baidu"] }, for: "24h" },
  });
  await crm.publish({ ...flow, enabled: false });
  await settle();
  crm.clock.advance(10 * DAY);
  await settle();
  expect((await started("lasting")).length).toBe(3);
  const { rows } = await database.pool.query("select 1 from mortise.appointment where flow = 'lasting'");
  expect(rows).toEqual([]);
});

test("deleted and restored records start flows that still read them", async () => {
  const said = (id: string, type: string): FlowDocument =>
    aFlow(
      id,
      { type, settings: {} },
      {
        start: "tell",
        nodes: [
          {
            id: "tell",
            type: "notify",
            settings: {
              to: [{ source: "users", users: [crm.people["director"] ?? ""] }],
              title: { zh: `${id}：{name}`, en: `${id}: {name}` },
            },
            exits: { next: "wait" },
          },
          { id: "wait", type: "wait", settings: { for: "1h" }, exits: { next: "again" } },
          {
            id: "again",
            type: "notify",
            settings: {
              to: [{ source: "users", users: [crm.people["director"] ?? ""] }],
              title: { zh: `${id}之后：{name}`, en: `after ${id}: {name}` },
            },
            exits: {},
          },
        ],
      },
    );
  await crm.publish(said("gone", "record-deleted"), said("back", "record-restored"));
  const id = await aLead({ name: "去而复返" });
  const run = (type: "delete" | "restore") =>
    crm.store.records.execute(systemActor, "crm", [{ type, entity: "lead", ids: [id] }], { type: "user" });
  await run("delete");
  crm.clock.advance(HOUR);
  while ((await crm.process.fireDueTimers()) > 0);
  await run("restore");
  const { items } = await crm.process.listNotifications(await crm.actor("director"), {});
  expect(items.flatMap(({ record, title }) => (record === id ? [title.zh] : []))).toEqual([
    "back：去而复返",
    "gone之后：去而复返",
    "gone：去而复返",
  ]);
});
