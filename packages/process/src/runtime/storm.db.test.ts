import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import { MOST_SET_OFF } from "./storm-guard.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** Each new campaign makes more of its kind, and each of these again: of ten, ten million in seven levels. */
function fan(count: number, when?: FlowDocument["trigger"]["settings"][string]): FlowDocument {
  return {
    kind: "flow",
    id: "fan",
    version: 1,
    name: { zh: "自我复制", en: "Fan" },
    entity: "campaign",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: when === undefined ? {} : { when } },
    start: "loop",
    nodes: [
      {
        id: "loop",
        type: "loop",
        settings: { kind: "times", count, order: "sequence" },
        exits: { body: "make" },
      },
      {
        id: "make",
        type: "create-record",
        settings: { entity: "campaign", values: [{ field: "name", value: "复制" }] },
        exits: {},
      },
    ],
  };
}
const copies = async () => {
  const page = await crm.store.records.query(systemActor, "crm", {
    entity: "campaign",
    filter: { "==": [{ var: "name" }, "复制"] },
    limit: 200,
  });
  return page.items.length;
};

test("records that make records without end are stopped: what somebody wrote stays, the run fails and says why", async () => {
  await crm.publish(fan(10));
  const id = await crm.create("campaign", { name: "第一个" });
  const { items } = await crm.process.runs.list(await crm.actor("root"), "crm", { record: id });
  expect(items).toMatchObject([{ status: "failed" }]);
  expect(items[0]?.error?.en).toContain("set flows off more than");
  expect(await copies()).toBe(0);
});

test("of several records written together only those fail whose flow goes astray", async () => {
  const isWild = { "!=": [{ var: "name" }, "安静的"] };
  await crm.publish(fan(10, isWild));
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "campaign", rows: [{ name: "安静的" }, { name: "狂野的" }] }],
    { type: "api" },
  );
  const [quiet = "", wild = ""] = results[0]?.ids ?? [];
  const statesOf = async (record: string) =>
    (await crm.process.runs.list(await crm.actor("root"), "crm", { record })).items.map(
      ({ status }) => status,
    );
  expect([await statesOf(quiet), await statesOf(wild)]).toEqual([[], ["failed"]]);
  expect(await copies()).toBe(0);
});

test("what fans out far and comes to an end is let through", async () => {
  const isFirst = { "==": [{ var: "name" }, "一次"] };
  await crm.publish(fan(200, isFirst));
  await crm.create("campaign", { name: "一次" });
  expect(await copies()).toBe(200);
  expect(MOST_SET_OFF).toBeGreaterThan(200);
});
