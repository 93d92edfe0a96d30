import { AppError } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { systemActor, type WorkDecision } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const idOf = (login: string): string => crm.people[login] ?? "";

function approve(id: string, settings: FlowNode["settings"], approved?: string): FlowNode {
  const base = { title: { zh: "审批", en: "Approve" } };
  return { id, type: "approve", settings: { ...base, ...settings }, exits: approved ? { approved } : {} };
}

/** A new opportunity of 李娜's for a customer of `holder`'s, approved by these steps. */
async function asked(nodes: readonly FlowNode[], holder = "lina", by = "lina") {
  const flow: FlowDocument = {
    kind: "flow",
    id: "check",
    version: 1,
    name: { zh: "商机审批", en: "Approval" },
    entity: "opportunity",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: nodes[0]?.id ?? "",
    nodes,
  };
  await crm.publish(flow);
  const customer = await crm.create("customer", { name: "海尔", owner: idOf(holder) });
  const { results } = await crm.store.records.execute(
    await crm.actor(by),
    "crm",
    [{ type: "create", entity: "opportunity", rows: [{ name: "产线", customer, owner: idOf("lina") }] }],
    { type: "user" },
  );
  return new Asked(results[0]?.ids[0] ?? "");
}

class Asked {
  readonly record: string;

  constructor(record: string) {
    this.record = record;
  }

  async items(status: string) {
    const { items } = await crm.process.recordWorkItems(systemActor, "crm", "opportunity", this.record);
    return items.filter((item) => item.flow === "check" && item.status === status);
  }

  async turns(): Promise<readonly string[]> {
    const open = await this.items("open");
    return open.map(({ assignee }) => loginOf(assignee)).toSorted();
  }

  async say(login: string, decision: WorkDecision, people?: readonly string[]) {
    const item = (await this.items("open")).find(({ assignee }) => assignee === idOf(login));
    const more = people === undefined ? {} : { people };
    return crm.process.decide(await crm.actor(login), item?.id ?? "", decision, undefined, more);
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

test("连续多级主管: level by level, whatever the step says about several approvers", async () => {
  const ask = await asked([approve("ask", { to: [{ source: "manager-chain", levels: 3 }], mode: "any" })]);
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  expect(await ask.turns()).toEqual(["director"]);
  await ask.say("director", "approved");
  expect(await ask.turns()).toEqual([]);
});

test("连续多级主管: no further than the level or the team that was set", async () => {
  const one = await asked([approve("ask", { to: [{ source: "manager-chain", levels: 1 }] })]);
  expect(await one.items("later")).toEqual([]);
  const [until = ""] = (await crm.actor("zhao")).ownTeams;
  const team = await asked([
    approve("ask", { to: [{ source: "manager-chain", levels: 5, until, whose: "starter" }] }),
  ]);
  expect(await team.turns()).toEqual(["zhao"]);
  expect(await team.items("later")).toEqual([]);
});

test("发起人自选: the starter chooses active people, and only where that is asked", async () => {
  const ask = await asked([approve("ask", { to: [{ source: "starter-picks" }], mode: "all" })]);
  const [item] = await ask.items("open");
  expect(item).toMatchObject({ isPicking: true, kind: "task" });
  expect(await ask.turns()).toEqual(["lina"]);
  expect(await code(ask.say("lina", "done"))).toBe("FLOW_REASON_REQUIRED");
  const nobody = "00000000-0000-7000-8000-000000000000";
  expect(await code(ask.say("lina", "done", [nobody]))).toBe("FLOW_PERSON_NOT_FOUND");
  await ask.say("lina", "done", [idOf("zhao"), idOf("director")]);
  expect(await ask.turns()).toEqual(["director", "zhao"]);
  expect(await code(ask.say("zhao", "approved", [idOf("root")]))).toBe("FLOW_DECISION_NOT_ALLOWED");
});

test("上一步审批人指定: who approved before names the next", async () => {
  const ask = await asked([
    approve("one", { to: [{ source: "users", users: [idOf("zhao")] }] }, "two"),
    approve("two", { to: [{ source: "approver-picks" }] }),
  ]);
  await ask.say("zhao", "approved");
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "done", [idOf("director")]);
  expect(await ask.turns()).toEqual(["director"]);
});

test("a role within the starter's team, and the people of a related record", async () => {
  const role = await asked([
    approve("ask", { to: [{ source: "team-role", role: "manager", whose: "starter" }] }),
  ]);
  expect(await role.turns()).toEqual(["zhao"]);
  const related = await asked(
    [approve("ask", { to: [{ source: "related-field", reference: "customer", field: "owner" }] })],
    "wangqiang",
    "zhao",
  );
  expect(await related.turns()).toEqual(["wangqiang"]);
});

test("where nobody can be found, named people approve or the flow ends", async () => {
  // Nobody approved before, so there is nobody who could choose.
  const to = [{ source: "approver-picks" }];
  const named = await asked([
    approve("ask", { to, whenNobody: "people", insteadPeople: [idOf("director")] }),
  ]);
  expect(await named.turns()).toEqual(["director"]);
  const ends = await asked([approve("ask", { to, whenNobody: "ends" })]);
  expect(await ends.turns()).toEqual([]);
  const { items } = await crm.process.flowRuns(await crm.actor("root"), "crm", "check");
  expect(items.find(({ record }) => record === ends.record)?.status).toBe("done");
});
