import { AppError } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
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

/** A new customer of 李娜's is to be approved; its name says how that ended. */
function approval(settings: FlowNode["settings"], logins: readonly string[]): FlowDocument {
  const set = (id: string): FlowNode => ({
    id,
    type: "update",
    settings: { values: [{ field: "name", value: id }] },
    exits: {},
  });
  const exits = { approved: "approved", rejected: "rejected", returned: "returned" };
  const ask = { ...approveStep(crm, logins, settings), exits };
  return customerFlow([ask, set("approved"), set("rejected"), set("returned")]);
}

class Asked {
  readonly customer: string;

  constructor(customer: string) {
    this.customer = customer;
  }

  async items() {
    const { items } = await crm.process.recordWorkItems(systemActor, "crm", "customer", this.customer);
    return items;
  }

  /** Logins of those whose turn it is. */
  async turns(): Promise<readonly string[]> {
    const open = (await this.items()).filter((item) => item.status === "open");
    return open.map((item) => loginOf(item.assignee)).toSorted();
  }

  async itemOf(login: string): Promise<string> {
    const items = await this.items();
    return items.find((item) => item.assignee === crm.people[login] && item.status !== "passed")?.id ?? "";
  }

  async say(login: string, decision: "approved" | "rejected"): Promise<void> {
    const reason = decision === "rejected" ? "不行" : undefined;
    await crm.process.decide(await crm.actor(login), await this.itemOf(login), decision, reason);
  }

  async outcome(): Promise<unknown> {
    return (await crm.record("customer", this.customer))["name"];
  }
}

function loginOf(id: string): string {
  return Object.entries(crm.people).find(([, account]) => account === id)?.[0] ?? id;
}

async function asked(settings: FlowNode["settings"], logins: readonly string[]): Promise<Asked> {
  await crm.publish(approval(settings, logins));
  const { results } = await crm.store.records.execute(
    await crm.actor("lina"),
    "crm",
    [{ type: "create", entity: "customer", rows: [{ name: "海尔", owner: crm.people["lina"] ?? null }] }],
    { type: "user" },
  );
  return new Asked(results[0]?.ids[0] ?? "");
}

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

test("依次: one after the other, and the next hears of it when it is their turn", async () => {
  const ask = await asked({ mode: "sequence" }, ["zhao", "director"]);
  expect(await ask.turns()).toEqual(["zhao"]);
  expect(await code(ask.say("director", "approved"))).toBe("FLOW_WORK_ITEM_SETTLED");
  await ask.say("zhao", "approved");
  expect(await ask.turns()).toEqual(["director"]);
  const { items } = await crm.process.listNotifications(await crm.actor("director"), {});
  expect(items[0]?.body.zh).toBe("轮到你审批了");
  await ask.say("director", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test("票签: two of three are enough at 60 %, and the third need not decide", async () => {
  const ask = await asked({ mode: "share", share: 60 }, ["zhao", "director", "root"]);
  await ask.say("zhao", "rejected");
  await ask.say("director", "approved");
  expect(await ask.outcome()).toBe("海尔");
  await ask.say("root", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test("转交: the other person decides, and both stand in the trail", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const zhao = await crm.actor("zhao");
  await crm.process.passOn(zhao, await ask.itemOf("zhao"), crm.people["director"] ?? "", "请您看");
  expect(await ask.turns()).toEqual(["director"]);
  expect((await ask.items()).find((item) => item.status === "passed")).toMatchObject({ comment: "请您看" });
  await ask.say("director", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test("换人: administrators give what waits for somebody to another person; nobody else may", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const item = await ask.itemOf("zhao");
  const seenBy = async (login: string) => {
    const { items } = await crm.process.recordWorkItems(
      await crm.actor(login),
      "crm",
      "customer",
      ask.customer,
    );
    return items.find(({ id }) => id === item)?.mayReassign;
  };
  expect(await Promise.all(["root", "zhao", "lina"].map(seenBy))).toEqual([true, false, false]);
  await crm.process.passOn(await crm.actor("root"), item, crm.people["director"] ?? "");
  expect(await ask.turns()).toEqual(["director"]);
  expect(await seenBy("root")).toBe(false);
});

test("nothing is passed on to somebody who is asked already, or by somebody whom it does not concern", async () => {
  const ask = await asked({ mode: "all" }, ["zhao", "director"]);
  const item = await ask.itemOf("zhao");
  const { director = "" } = crm.people;
  expect(await code(crm.process.passOn(await crm.actor("zhao"), item, director))).toBe("FLOW_ALREADY_ASKED");
  expect(await code(crm.process.passOn(await crm.actor("lina"), item, director))).toBe("FLOW_NOT_ASSIGNEE");
  const nobody = "00000000-0000-7000-8000-000000000000";
  expect(await code(crm.process.passOn(await crm.actor("zhao"), item, nobody))).toBe("FLOW_PERSON_NOT_FOUND");
});

test("前加签: the own turn comes again after the others have approved", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const people = [crm.people["director"] ?? "", crm.people["root"] ?? ""];
  await crm.process.addPeople(await crm.actor("zhao"), await ask.itemOf("zhao"), { people, place: "before" });
  expect(await ask.turns()).toEqual(["director"]);
  await ask.say("director", "approved");
  expect(await ask.turns()).toEqual(["root"]);
  await ask.say("root", "approved");
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test("后加签: the word of who was asked afterwards counts", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const people = [crm.people["director"] ?? ""];
  await crm.process.addPeople(await crm.actor("zhao"), await ask.itemOf("zhao"), { people, place: "after" });
  await ask.say("zhao", "approved");
  expect(await ask.outcome()).toBe("海尔");
  await ask.say("director", "rejected");
  expect(await ask.outcome()).toBe("rejected");
});

test("并加签 and 减签: who was added beside must approve too, unless taken back", async () => {
  const ask = await asked({ mode: "all" }, ["zhao"]);
  const people = [crm.people["director"] ?? ""];
  const zhao = await crm.actor("zhao");
  await crm.process.addPeople(zhao, await ask.itemOf("zhao"), { people, place: "beside" });
  const added = await ask.itemOf("director");
  await ask.say("zhao", "approved");
  expect(await ask.outcome()).toBe("海尔");
  expect(await code(crm.process.takeBack(await crm.actor("lina"), added))).toBe("FLOW_REMOVAL_REFUSED");
  await crm.process.takeBack(zhao, added);
  expect(await ask.outcome()).toBe("approved");
});

test("委派: the word of who is asked comes back with the part, and decides nothing", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const zhao = await crm.actor("zhao");
  await crm.process.askWord(zhao, await ask.itemOf("zhao"), crm.people["director"] ?? "", "价格合适吗？");
  expect(await ask.turns()).toEqual(["director"]);
  const director = await crm.actor("director");
  const word = await ask.itemOf("director");
  expect((await ask.items()).find((item) => item.id === word)).toMatchObject({ question: "价格合适吗？" });
  expect(await code(crm.process.decide(director, word, "approved", "好"))).toBe("FLOW_DECISION_NOT_ALLOWED");
  expect(await code(crm.process.decide(director, word, "done"))).toBe("FLOW_REASON_REQUIRED");
  const added = crm.process.addPeople(director, word, {
    people: [crm.people["root"] ?? ""],
    place: "beside",
  });
  expect(await code(added)).toBe("FLOW_DECISION_NOT_ALLOWED");
  await crm.process.decide(director, word, "done", "偏低");
  expect(await ask.outcome()).toBe("海尔");
  expect(await ask.turns()).toEqual(["zhao"]);
  const [own] = (await crm.process.listWorkItems(zhao, {})).items.filter(
    (item) => item.record === ask.customer,
  );
  expect(own?.words).toEqual([{ name: "孙总监", comment: "偏低" }]);
  await ask.say("zhao", "rejected");
  expect(await ask.outcome()).toBe("rejected");
});

test("whoever was asked first passes it on, and still has no vote", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const people = [crm.people["director"] ?? ""];
  await crm.process.addPeople(await crm.actor("zhao"), await ask.itemOf("zhao"), { people, place: "before" });
  await crm.process.passOn(
    await crm.actor("director"),
    await ask.itemOf("director"),
    crm.people["root"] ?? "",
  );
  await ask.say("root", "approved");
  expect(await ask.outcome()).toBe("海尔");
  expect(await ask.turns()).toEqual(["zhao"]);
});

test("撤回: the starter takes it back until somebody has decided", async () => {
  const ask = await asked({ mode: "all" }, ["zhao", "director"]);
  const lina = await crm.actor("lina");
  const own = async () => (await crm.process.ownRuns(lina)).items.find((run) => run.record === ask.customer);
  expect(await own()).toMatchObject({ status: "waiting", mayWithdraw: true, recordTitle: "海尔" });
  expect((await own())?.waitsFor).toHaveLength(2);
  const id = (await own())?.id ?? "";
  expect(await code(crm.process.withdrawRun(await crm.actor("zhao"), id))).toBe("FLOW_WITHDRAWAL_REFUSED");
  await crm.process.withdrawRun(lina, id, "填错了");
  expect(await ask.turns()).toEqual([]);
  expect(await own()).toMatchObject({ status: "cancelled", waitsFor: [] });

  const other = await asked({ mode: "all" }, ["zhao", "director"]);
  await other.say("zhao", "approved");
  const late = (await crm.process.ownRuns(lina)).items.find((run) => run.record === other.customer);
  expect(late?.mayWithdraw).toBe(false);
  expect(await code(crm.process.withdrawRun(lina, late?.id ?? ""))).toBe("FLOW_WITHDRAWAL_REFUSED");
});

test("催办: reminds those whose turn it is, once in ten minutes", async () => {
  const ask = await asked({ mode: "any" }, ["zhao"]);
  const lina = await crm.actor("lina");
  const run = (await crm.process.ownRuns(lina)).items.find((own) => own.record === ask.customer)?.id ?? "";
  await crm.process.urgeRun(lina, run);
  const { items } = await crm.process.listNotifications(await crm.actor("zhao"), {});
  expect(items[0]?.body.zh).toBe("发起人催办，请尽快处理");
  expect(await code(crm.process.urgeRun(lina, run))).toBe("FLOW_URGED_LATELY");
  crm.clock.advance(600_000);
  await crm.process.urgeRun(lina, run);
  expect(await code(crm.process.urgeRun(await crm.actor("director"), run))).toBe("FLOW_WORK_ITEM_NOT_FOUND");
});

test("reminders come before and after the deadline, then the approval goes by itself", async () => {
  const ask = await asked({ due: "2h", remindBefore: "1h", remindEvery: "1h" }, ["zhao"]);
  const bodies = async () =>
    (await crm.process.listNotifications(await crm.actor("zhao"), {})).items
      .map((item) => item.body.zh)
      .slice(0, 2);
  crm.clock.advance(3_600_000);
  await crm.process.fireDueTimers();
  expect((await bodies())[0]).toBe("快到期了，请尽快审批");
  crm.clock.advance(3_600_000);
  await crm.process.fireDueTimers();
  crm.clock.advance(3_600_000);
  await crm.process.fireDueTimers();
  expect(await bodies()).toEqual(["已到期，请尽快审批", "已到期，请尽快审批"]);
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test.for([
  ["approved", "approved"],
  ["returned", "returned"],
] as const)(
  "without a word in time it is %s by itself, and the to-do closes",
  async ([whenLate, outcome]) => {
    const ask = await asked({ due: "1h", whenLate }, ["zhao"]);
    crm.clock.advance(3_600_000);
    await crm.process.fireDueTimers();
    expect(await ask.outcome()).toBe(outcome);
    expect(await ask.turns()).toEqual([]);
  },
);

test("without a word in time the manager is asked instead", async () => {
  const ask = await asked({ due: "1h", whenLate: "manager" }, ["lina"]);
  crm.clock.advance(3_600_000);
  await crm.process.fireDueTimers();
  expect(await ask.turns()).toEqual(["zhao"]);
  await ask.say("zhao", "approved");
  expect(await ask.outcome()).toBe("approved");
});

test("whoever started it is passed over, or their manager is asked instead", async () => {
  const skips = await asked({ whenStarter: "skips", mode: "all" }, ["lina", "director"]);
  expect(await skips.turns()).toEqual(["director"]);
  const alone = await asked({ whenStarter: "skips" }, ["lina"]);
  expect(await alone.outcome()).toBe("approved");
  const manager = await asked({ whenStarter: "manager" }, ["lina"]);
  expect(await manager.turns()).toEqual(["zhao"]);
});
