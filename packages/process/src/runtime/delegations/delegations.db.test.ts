import { AppError } from "@mortise/kit";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { approveStep, customerFlow } from "../../fixtures/ask-for-approval.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(customerFlow([approveStep(crm, ["zhao"], { mode: "all" })]));
});
afterAll(() => crm.close());

const id = (login: string): string => crm.people[login] ?? "";

const IN = (days: number): string => new Date(crm.clock.now().getTime() + days * 86_400_000).toISOString();

async function delegate(from: string, to: string, part: object = {}) {
  const made = { delegate: id(to), from: IN(0), until: IN(3), scope: null, ...part };
  return crm.process.delegations.create(await crm.actor(from), made);
}

afterEach(async () => {
  const root = await crm.actor("root");
  const { items } = await crm.process.delegations.list(root);
  for (const item of items.filter(({ mayEnd }) => mayEnd)) await crm.process.delegations.end(root, item.id);
});

async function customer(by = "lina"): Promise<string> {
  const { results } = await crm.store.records.execute(
    await crm.actor(by),
    "crm",
    [{ type: "create", entity: "customer", rows: [{ name: "海尔", owner: id(by) }] }],
    { type: "user" },
  );
  return results[0]?.ids[0] ?? "";
}

async function parts(record: string, login = "zhao") {
  const actor = login === "" ? systemActor : await crm.actor(login);
  return (await crm.process.recordWorkItems(actor, "crm", "customer", record)).items;
}

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

test("new work goes to the delegate in the other's name, and the trail names both", async () => {
  await delegate("zhao", "director", { reason: "休假" });
  const director = await crm.actor("director");
  expect((await crm.process.listNotifications(director, {})).items[0]).toMatchObject({
    title: { zh: "赵经理的审批和任务委托给你" },
    body: { zh: "休假" },
  });
  const record = await customer();
  const [item] = await parts(record, "director");
  expect(item).toMatchObject({ assigneeName: "孙总监", onBehalfOfName: "赵经理", mayDecide: true });
  expect((await crm.process.listNotifications(director, {})).items[0]?.body.zh).toBe("等待你代赵经理审批");
  await crm.process.decide(director, item?.id ?? "", "approved", "好");
  const decisions = await crm.process.decisionsFor(director, { app: "crm", entity: "customer", record });
  const said = decisions.map(({ why }) => why);
  expect(said).toContainEqual({ zh: "孙总监（代赵经理）通过", en: "Approved by 孙总监 (for 赵经理)" });
});

test("whoever delegated may still decide", async () => {
  await delegate("zhao", "director");
  const [item] = await parts(await customer());
  expect(item).toMatchObject({ assigneeName: "孙总监", mayDecide: true });
  const settled = await crm.process.decide(await crm.actor("zhao"), item?.id ?? "", "approved");
  expect(settled).toMatchObject({ status: "done" });
});

test("nobody's own matter comes into their hands by a delegation", async () => {
  await delegate("zhao", "lina");
  expect((await parts(await customer()))[0]).toMatchObject({ assigneeName: "赵经理", onBehalfOfName: null });
});

test("work outside of the time and scope stays, also once the delegation was ended", async () => {
  await delegate("zhao", "director", { scope: [{ app: "crm", flow: "another" }] });
  expect((await parts(await customer()))[0]?.assigneeName).toBe("赵经理");
  const coming = await delegate("zhao", "director", {
    from: IN(1),
    until: IN(2),
    scope: [{ app: "crm", flow: "check" }],
  });
  expect((await parts(await customer()))[0]?.assigneeName).toBe("赵经理");
  crm.clock.advance(86_400_000);
  expect((await parts(await customer()))[0]?.assigneeName).toBe("孙总监");
  const now = coming.items.find(({ scope }) => scope?.[0]?.flow === "check");
  await crm.process.delegations.end(await crm.actor("zhao"), now?.id ?? "");
  expect((await parts(await customer()))[0]?.assigneeName).toBe("赵经理");
});

test("delegations form no circle, do not overlap, and are only set up and ended by whose they are", async () => {
  await delegate("zhao", "director");
  expect(await code(delegate("director", "zhao"))).toBe("FLOW_DELEGATION_CIRCLE");
  expect(await code(delegate("zhao", "lina"))).toBe("FLOW_DELEGATION_OVERLAP");
  expect(await code(delegate("lina", "lina"))).toBe("FLOW_DELEGATION_INVALID");
  expect(await code(delegate("lina", "zhao", { until: IN(-1) }))).toBe("FLOW_DELEGATION_INVALID");
  expect(await code(delegate("lina", "wangqiang", { account: id("zhao") }))).toBe("FLOW_NOT_FOR_OTHERS");
  const { items } = await crm.process.delegations.list(await crm.actor("director"));
  const received = items.find(({ state }) => state === "now");
  expect(received).toMatchObject({ accountName: "赵经理", mayEnd: false });
  const ending = crm.process.delegations.end(await crm.actor("director"), received?.id ?? "");
  expect(await code(ending)).toBe("FLOW_DELEGATION_NOT_FOUND");
});

test("an administrator sets one up for somebody who fell ill", async () => {
  await delegate("root", "director", { account: id("zhao") });
  expect((await parts(await customer()))[0]?.assigneeName).toBe("孙总监");
});

test("two at once cannot close a circle", async () => {
  const both = await Promise.all([code(delegate("zhao", "director")), code(delegate("director", "zhao"))]);
  expect(both.toSorted()).toEqual(["FLOW_DELEGATION_CIRCLE", "undefined"]);
});
