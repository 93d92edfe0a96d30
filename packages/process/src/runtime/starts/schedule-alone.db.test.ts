import { ManualClock } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { NO_RECORD } from "../../model/no-record.ts";

const database = useDatabase();
// Nine in the morning in Shanghai.
const clock = new ManualClock("2026-11-23T00:30:00.000Z");
let crm: CrmStore;
const customers: string[] = [];
beforeAll(async () => {
  crm = await openCrm(database.url, clock);
  for (const name of ["甲公司", "乙公司"])
    customers.push(await crm.create("customer", { name, owner: crm.people["lina"] ?? null }));
  await crm.publish(digest());
});
afterAll(() => crm.close());

function digest(): FlowDocument {
  return {
    kind: "flow",
    id: "digest",
    version: 1,
    name: { zh: "每日汇总", en: "Digest" },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: {
      type: "schedule",
      settings: { every: "day", times: ["09:00"], daysOff: "count", about: "once" },
    },
    start: "find",
    nodes: [
      {
        id: "find",
        type: "find-records",
        settings: { entity: "customer", where: { rows: [] }, limit: 100 },
        exits: { next: "tell" },
      },
      {
        id: "tell",
        type: "notify",
        settings: {
          to: [{ source: "users", users: [crm.people["zhao"] ?? ""] }],
          title: { zh: "共 {$find.count} 个客户", en: "{$find.count} customers" },
        },
        exits: { next: "mark" },
      },
      {
        id: "mark",
        type: "update",
        settings: {
          reference: "$find.records",
          values: [{ field: "website", value: "https://seen.example.com" }],
        },
        exits: { next: "nap" },
      },
      { id: "nap", type: "wait", settings: { until: "time", for: "1h" }, exits: {} },
    ],
  };
}
const runsOf = async (login: string) =>
  (await crm.process.runs.list(await crm.actor(login), "crm", { flow: "digest" })).items;
async function pass(until: string): Promise<void> {
  clock.set(new Date(until));
  while ((await crm.process.startDue()) > 0);
  while ((await crm.process.fireDueTimers()) > 0);
}

test("each round starts one run, whose steps find records, tell people and wait", async () => {
  await pass("2026-11-23T00:30:00.000Z");
  expect(await runsOf("root")).toEqual([]);
  await pass("2026-11-23T01:00:01.000Z");
  const [run, ...others] = await runsOf("root");
  expect(others).toEqual([]);
  expect(run).toMatchObject({ status: "waiting", record: NO_RECORD, recordTitle: "" });
  const { items } = await crm.process.listNotifications(await crm.actor("zhao"), {});
  expect(items[0]).toMatchObject({ title: { zh: "共 2 个客户" }, record: null });
  for (const id of customers)
    expect(await crm.record("customer", id)).toMatchObject({ website: "https://seen.example.com" });
  const { steps, document } = await crm.process.runs.read(await crm.actor("root"), "crm", run?.id ?? "");
  expect(document?.id).toBe("digest");
  expect(steps.map(({ node, text }) => [node, text === null])).toEqual([
    ["find", false],
    ["tell", false],
    ["mark", false],
    ["nap", false],
  ]);
  await pass("2026-11-23T02:00:02.000Z");
  expect((await runsOf("root"))[0]?.status).toBe("done");
});

test("the next round starts the next run, and a rehearsal needs no record", async () => {
  await pass("2026-11-24T01:00:01.000Z");
  expect(await runsOf("root")).toHaveLength(2);
  const root = await crm.actor("root");
  const { steps } = await crm.process.rehearse(root, "crm", digest(), NO_RECORD);
  expect(steps.map(({ node }) => node)).toEqual(["find", "tell", "mark", "nap", "nap"]);
});
