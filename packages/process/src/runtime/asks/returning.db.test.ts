import { AppError } from "@mortise/kit";
import type { FlowNode } from "@mortise/metadata";
import { systemActor, type WorkDecision } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approveStep, customerFlow } from "../../fixtures/ask-for-approval.ts";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

function approve(id: string, login: string, settings: FlowNode["settings"], approved?: string): FlowNode {
  const exits = { ...(approved ? { approved } : {}), rejected: "rejected" };
  return { ...approveStep(crm, [login], settings), id, name: { zh: id, en: id }, exits };
}

function set(id: string): FlowNode {
  return { id, type: "update", settings: { values: [{ field: "name", value: id }] }, exits: {} };
}

/** 李娜's customer is approved by 赵经理, by 孙总监 and by the administrator, who return it by these rules. */
async function asked(settings: FlowNode["settings"], first: FlowNode["settings"] = {}) {
  const flow = customerFlow([
    approve("one", "zhao", first, "two"),
    approve("two", "director", settings, "three"),
    approve("three", "root", settings, "approved"),
    set("approved"),
    set("rejected"),
  ]);
  await crm.publish(flow);
  const { results } = await crm.store.records.execute(
    await crm.actor("lina"),
    "crm",
    [{ type: "create", entity: "customer", rows: [{ name: "海尔", owner: crm.people["lina"] ?? null }] }],
    { type: "user" },
  );
  return new Asked(results[0]?.ids[0] ?? "");
}

class Asked {
  readonly record: string;

  constructor(record: string) {
    this.record = record;
  }

  async items() {
    return (await crm.process.recordWorkItems(systemActor, "crm", "customer", this.record)).items;
  }

  async turns(): Promise<readonly string[]> {
    const open = (await this.items()).filter(({ status }) => status === "open");
    return open.map(({ assignee }) => loginOf(assignee)).toSorted();
  }

  async say(login: string, decision: WorkDecision, target?: string) {
    const item = (await this.items()).find(
      ({ assignee, status }) => assignee === crm.people[login] && status === "open",
    );
    const actor = await crm.actor(login);
    const more = target === undefined ? {} : { target };
    return crm.process.decide(actor, item?.id ?? "", decision, "说明", more);
  }

  async recall(login: string) {
    const item = (await this.items()).find(
      ({ assignee, status }) => assignee === crm.people[login] && status === "done",
    );
    return crm.process.recall(await crm.actor(login), item?.id ?? "");
  }

  async name(): Promise<unknown> {
    return (await crm.record("customer", this.record))["name"];
  }
}

function loginOf(id: string): string {
  return Object.entries(crm.people).find(([, account]) => account === id)?.[0] ?? id;
}

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

test("what is returned to the starter is handed in again and walks the whole path anew", async () => {
  const ask = await asked({ returnTo: "starter", sameAgain: "ever" }, { sameAgain: "ever" });
  await ask.say("zhao", "approved");
  await ask.say("director", "returned");
  expect(await ask.turns()).toEqual(["lina"]);
  expect((await ask.items()).find(({ status }) => status === "open")).toMatchObject({
    kind: "task",
    isResubmission: true,
  });
  await ask.say("lina", "done");
  // Earlier approvals were about what it was before.
  expect(await ask.turns()).toEqual(["zhao"]);
  for (const login of ["zhao", "director", "root"]) await ask.say(login, "approved");
  expect(await ask.name()).toBe("approved");
});

test("or goes straight back to who returned it; the starter may also give it up", async () => {
  const ask = await asked({ returnTo: "starter", afterReturn: "straight" });
  await ask.say("zhao", "approved");
  await ask.say("director", "returned");
  await ask.say("lina", "done");
  expect(await ask.turns()).toEqual(["director"]);
  await ask.say("director", "returned");
  const lina = await crm.actor("lina");
  const run = (await crm.process.ownRuns(lina)).items.find(({ record }) => record === ask.record);
  expect(run?.mayWithdraw).toBe(true);
  await crm.process.withdrawRun(lina, run?.id ?? "");
  expect(await ask.turns()).toEqual([]);
});

test("the starter fills in what the step asks of them", async () => {
  const starterFields = [{ field: "phone", right: "required" }];
  const ask = await asked({ returnTo: "starter", starterFields });
  await ask.say("zhao", "approved");
  await ask.say("director", "returned");
  expect(await code(ask.say("lina", "done"))).toBe("FLOW_DECISION_ASKS");
});

test("approvers choose among the starter and what was passed, and it comes straight back", async () => {
  const ask = await asked({ returnTo: "passed", afterReturn: "straight" });
  await ask.say("zhao", "approved");
  await ask.say("director", "approved");
  const item = (await ask.items()).find(({ status }) => status === "open");
  expect(item?.returns.map(({ node }) => node)).toEqual(["$starter", "one", "two"]);
  expect(await code(ask.say("root", "returned"))).toBe("FLOW_REASON_REQUIRED");
  expect(await code(ask.say("root", "returned", "three"))).toBe("FLOW_DECISION_NOT_ALLOWED");
  await ask.say("root", "returned", "one");
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  expect(await ask.turns()).toEqual(["root"]);
  await ask.say("root", "approved");
  expect(await ask.name()).toBe("approved");
});

test("the approval before is asked again, and a no there ends it", async () => {
  const ask = await asked({ returnTo: "previous", afterReturn: "straight" });
  await ask.say("zhao", "approved");
  await ask.say("director", "approved");
  await ask.say("root", "returned");
  expect(await ask.turns()).toEqual(["director"]);
  await ask.say("director", "rejected");
  expect(await ask.name()).toBe("rejected");
});

test("撤回: an approver takes their word back while the next one has not decided", async () => {
  const ask = await asked({});
  await ask.say("zhao", "approved");
  expect(await ask.turns()).toEqual(["director"]);
  const done = await crm.process.listWorkItems(await crm.actor("zhao"), { status: "done" });
  expect(done.items.find(({ record }) => record === ask.record)?.mayRecall).toBe(true);
  expect(await code(crm.process.recall(await crm.actor("director"), done.items[0]?.id ?? ""))).toBe(
    "FLOW_RECALL_REFUSED",
  );
  await ask.recall("zhao");
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  await ask.say("director", "approved");
  expect(await code(ask.recall("zhao"))).toBe("FLOW_RECALL_REFUSED");
  await ask.say("root", "approved");
  expect(await code(ask.recall("root"))).toBe("FLOW_RECALL_REFUSED");
  expect(await ask.name()).toBe("approved");
});

test("of two who take it back and decide at once, one wins", async () => {
  const ask = await asked({});
  await ask.say("zhao", "approved");
  const both = await Promise.all([code(ask.recall("zhao")), code(ask.say("director", "approved"))]);
  expect(both.filter((answer) => answer === "undefined")).toHaveLength(1);
});
