import { AppError } from "@mortise/kit";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
let customer: string;
beforeAll(async () => {
  crm = await openCrm(database.url);
  customer = await crm.create("customer", { name: "海尔" });
});
afterAll(() => crm.close());

/** An opportunity of 李娜's at 需求分析, moved on to 方案报价; answers its quote. */
async function proposal(amount: string): Promise<string> {
  const owner = crm.people["lina"];
  const id = await crm.create("opportunity", { name: "智能工厂", customer, stage: "needs", amount, owner });
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "update", entity: "opportunity", changes: [{ id, values: { stage: "proposal" } }] }],
    { type: "api" },
  );
  const page = await crm.store.records.query(systemActor, "crm", {
    entity: "quote",
    filter: { "==": [{ var: "opportunity" }, id] },
  });
  expect(page.items).toHaveLength(1);
  return page.items[0]?.id ?? "";
}

async function openItems(record: string) {
  const { items } = await crm.process.recordWorkItems(systemActor, "crm", "quote", record);
  return items.filter((item) => item.status === "open");
}

async function statusOf(quote: string): Promise<unknown> {
  return (await crm.record("quote", quote))["status"];
}

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof AppError ? error.code : String(error);
}

test("需求分析 to 方案报价 makes a quote and asks the manager of its owner", async () => {
  const quote = await proposal("100000");
  expect(await crm.record("quote", quote)).toMatchObject({
    customer,
    status: "approving",
    owner: crm.people["lina"],
  });
  expect((await openItems(quote)).map((item) => item.assignee)).toEqual([crm.people["zhao"]]);
});

test("a quote above 500,000 goes to the sales director, with the figure as reason", async () => {
  const quote = await proposal("500001");
  expect((await openItems(quote)).map((item) => item.assignee)).toEqual([crm.people["director"]]);
  const decisions = await crm.process.decisionsFor(systemActor, {
    app: "crm",
    entity: "quote",
    record: quote,
  });
  const branch = decisions.find((decision) => decision.kind === "branch");
  expect(branch?.details).toMatchObject([{ decisive: true }]);
  expect(branch?.details[0]?.value.zh).toContain("500");
});

test("approving sets the quote's status and tells its owner", async () => {
  const quote = await proposal("1000");
  const [item] = await openItems(quote);
  const manager = await crm.actor("zhao");
  const mine = await crm.process.listWorkItems(manager, {});
  expect(mine.items.map((entry) => entry.id)).toContain(item?.id);
  const done = await crm.process.decide(manager, item?.id ?? "", "approved");
  expect(done).toMatchObject({ status: "done", decision: "approved" });
  expect(await statusOf(quote)).toBe("approved");
  const inbox = await crm.process.listNotifications(await crm.actor("lina"), {});
  expect(inbox.items.some((entry) => entry.record === quote && entry.title.zh.startsWith("报价已通过"))).toBe(
    true,
  );
  expect(inbox.unread).toBeGreaterThan(0);
  expect(await crm.process.readNotifications(await crm.actor("lina"))).toEqual({ unread: 0 });
});

test("rejecting needs a reason, which stays with the decision", async () => {
  const quote = await proposal("1000");
  const [item] = await openItems(quote);
  const manager = await crm.actor("zhao");
  expect(await code(crm.process.decide(manager, item?.id ?? "", "rejected", "  "))).toBe(
    "FLOW_REASON_REQUIRED",
  );
  expect(await statusOf(quote)).toBe("approving");
  await crm.process.decide(manager, item?.id ?? "", "rejected", "利润太低");
  expect(await statusOf(quote)).toBe("rejected");
  const decisions = await crm.process.decisionsFor(systemActor, {
    app: "crm",
    entity: "quote",
    record: quote,
  });
  expect(JSON.stringify(decisions)).toContain("利润太低");
});

test("a returned quote can be submitted again", async () => {
  const quote = await proposal("1000");
  const [item] = await openItems(quote);
  await crm.process.decide(await crm.actor("zhao"), item?.id ?? "", "returned", "补充付款条件");
  expect(await statusOf(quote)).toBe("returned");
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "update", entity: "quote", changes: [{ id: quote, values: { status: "approving" } }] }],
    { type: "api" },
  );
  expect(await openItems(quote)).toHaveLength(1);
});

test("only the assignee or an administrator decides", async () => {
  const quote = await proposal("1000");
  const [item] = await openItems(quote);
  expect(await code(crm.process.decide(await crm.actor("lina"), item?.id ?? "", "approved"))).toBe(
    "FLOW_NOT_ASSIGNEE",
  );
  expect(await code(crm.process.decide(await crm.actor("zhao"), item?.id ?? "", "done"))).toBe(
    "FLOW_DECISION_NOT_ALLOWED",
  );
  await crm.process.decide(await crm.actor("root"), item?.id ?? "", "approved");
  expect(await statusOf(quote)).toBe("approved");
});

test("of two words at once one counts and the other is told so", async () => {
  const quote = await proposal("1000");
  const [item] = await openItems(quote);
  const [manager, root] = [await crm.actor("zhao"), await crm.actor("root")];
  const answers = await Promise.all([
    code(crm.process.decide(manager, item?.id ?? "", "approved")),
    code(crm.process.decide(root, item?.id ?? "", "rejected", "不行")),
  ]);
  expect(answers.toSorted()).toEqual(["FLOW_WORK_ITEM_SETTLED", "undefined"]);
});

async function withMode(mode: "any" | "all"): Promise<string> {
  const { documents } = await crm.store.releases.draft("crm");
  const draft = documents.find(
    ({ document }) => document.kind === "flow" && document.id === "quote_approval",
  );
  if (draft?.document.kind !== "flow") throw new TypeError("no approval flow");
  const people = [{ source: "users", users: [crm.people["zhao"] ?? "", crm.people["director"] ?? ""] }];
  const nodes = draft.document.nodes.map((node) =>
    node.id === "manager" ? { ...node, settings: { ...node.settings, to: people, mode } } : node,
  );
  await crm.store.releases.saveDraft(
    "crm",
    [{ document: { ...draft.document, nodes }, revision: draft.revision }],
    await crm.actor("root"),
  );
  await crm.store.releases.publish("crm", { actor: await crm.actor("root") });
  return proposal("1000");
}

test("with 会签 everybody must approve, and one rejection settles it", async () => {
  const quote = await withMode("all");
  const [first, second] = await openItems(quote);
  await crm.process.decide(systemActorOf(first?.assignee), first?.id ?? "", "approved");
  expect(await statusOf(quote)).toBe("approving");
  await crm.process.decide(systemActorOf(second?.assignee), second?.id ?? "", "approved");
  expect(await statusOf(quote)).toBe("approved");
});

test("with 或签 the first word settles it and the other item closes", async () => {
  const quote = await withMode("any");
  const [first] = await openItems(quote);
  await crm.process.decide(systemActorOf(first?.assignee), first?.id ?? "", "approved");
  expect(await statusOf(quote)).toBe("approved");
  expect(await openItems(quote)).toEqual([]);
});

test("a run under way stays on the release it started under", async () => {
  const quote = await withMode("all");
  await withMode("any");
  const [first] = await openItems(quote);
  await crm.process.decide(systemActorOf(first?.assignee), first?.id ?? "", "approved");
  expect(await statusOf(quote)).toBe("approving");
});

test("a rehearsal says what would happen and writes nothing", async () => {
  const quote = await proposal("1000");
  const flow = crm.store.releases.current("crm").catalog.find("flow", "quote_approval");
  if (!flow) throw new TypeError("no approval flow");
  const before = await crm.store.pool.query("select count(*) from mortise.flow_run");
  const { steps } = await crm.process.rehearse(await crm.actor("root"), "crm", flow, quote);
  expect(steps.map((step) => step.node)).toEqual(["size", "manager", "manager", "approved", "tell_approved"]);
  expect((await crm.store.pool.query("select count(*) from mortise.flow_run")).rows).toEqual(before.rows);
});

function systemActorOf(user: string | undefined) {
  return { ...systemActor, kind: "user" as const, admin: false, userId: user ?? null };
}
