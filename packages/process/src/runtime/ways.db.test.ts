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

function node(id: string, type: string, settings: FlowNode["settings"], exits: FlowNode["exits"] = {}) {
  return { id, type, settings, exits };
}

function asks(id: string, login: string, exits: FlowNode["exits"] = {}): FlowNode {
  const to = [{ source: "users", users: [crm.people[login] ?? ""] }];
  return node(id, "approve", { to, mode: "any", title: { zh: id, en: id } }, exits);
}

/** Set off by a new customer; two people and a clock at the same time. */
function threeWays(settings: FlowNode["settings"]): FlowDocument {
  const branches = [{ id: "one" }, { id: "two" }, { id: "clock" }];
  return {
    kind: "flow",
    id: "three_ways",
    version: 1,
    name: { zh: "三路", en: "Three ways" },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "split",
    nodes: [
      node(
        "split",
        "parallel",
        { branches, ...settings },
        { one: "zhao", two: "director", clock: "wait", next: "mark" },
      ),
      asks("zhao", "zhao"),
      asks("director", "director"),
      node("wait", "wait", { for: "1h" }),
      node("mark", "update", { values: [{ field: "name", value: "已汇合" }] }),
    ],
  };
}

async function start(settings: FlowNode["settings"]) {
  await crm.publish(threeWays(settings));
  const id = await crm.create("customer", { name: "海尔" });
  const openItems = async () => {
    const { items } = await crm.process.recordWorkItems(systemActor, "crm", "customer", id);
    return items.filter((item) => item.status === "open");
  };
  const approve = async (login: string) => {
    const item = (await openItems()).find((open) => open.assignee === crm.people[login]);
    await crm.process.decide(await crm.actor(login), item?.id ?? "", "approved");
  };
  const timers = async () => {
    const { rows } = await crm.store.pool.query<{ n: number }>(
      `select count(*)::int as n from mortise.timer t join mortise.flow_run r on r.id = t.run where r.record = $1`,
      [id],
    );
    return rows[0]?.n;
  };
  const name = async () => (await crm.record("customer", id))["name"];
  const run = async () => {
    const { items } = await crm.process.flowRuns(await crm.actor("root"), "crm", "three_ways");
    return items.find((item) => item.record === id);
  };
  return { openItems, approve, timers, name, run };
}

test("people and clock go side by side, and the step afterwards is taken once, after the last", async () => {
  const run = await start({});
  expect(await run.openItems()).toHaveLength(2);
  expect(await run.timers()).toBe(1);
  await run.approve("director");
  crm.clock.advance(3_600_000);
  await crm.process.fireDueTimers();
  expect(await run.name()).toBe("海尔");
  await run.approve("zhao");
  expect(await run.name()).toBe("已汇合");
  expect(await run.run()).toMatchObject({ status: "done", node: null });
});

test("the first word withdraws the other to-do and the clock", async () => {
  const run = await start({ goOn: "first", others: "cancel" });
  await run.approve("zhao");
  expect(await run.name()).toBe("已汇合");
  expect(await run.openItems()).toEqual([]);
  expect(await run.timers()).toBe(0);
  expect(await run.run()).toMatchObject({ status: "done" });
});

test("two words at the same time both count", async () => {
  const run = await start({ goOn: "some", count: 2 });
  await Promise.all([run.approve("zhao"), run.approve("director")]);
  expect(await run.name()).toBe("已汇合");
  expect(await run.run()).toMatchObject({ status: "waiting", node: "wait" });
});
