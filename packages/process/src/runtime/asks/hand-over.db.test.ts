import { AppError } from "@mortise/kit";
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

/** Leaves out the flows of the template, which are not asked about here. */
const QUIET = { type: "api", skipFlows: true } as const;

const idOf = (login: string): string => crm.people[login] ?? "";

/** A new customer is approved by these people; answers its id. */
async function asked(mode: string, logins: readonly string[], locks = false): Promise<string> {
  await crm.publish(customerFlow([approveStep(crm, logins, { mode, locks })]));
  return crm.create("customer", { name: "海尔", owner: idOf("lina") });
}

async function waiting(record: string): Promise<readonly string[]> {
  const { items } = await crm.process.recordWorkItems(systemActor, "crm", "customer", record);
  return items
    .filter(({ status }) => status === "open" || status === "later")
    .map(({ assignee, status }) => `${status} ${loginOf(assignee)}`)
    .toSorted();
}

function loginOf(id: string): string {
  return Object.entries(crm.people).find(([, account]) => account === id)?.[0] ?? id;
}

test("what waits for a person who leaves goes to somebody else, also what would come later", async () => {
  const now = await asked("any", ["zhao"]);
  const later = await asked("sequence", ["director", "zhao"]);
  const both = await asked("all", ["zhao", "wu"]);
  const root = await crm.actor("root");
  const change = { from: idOf("zhao"), to: idOf("wu") };
  expect(await crm.process.handOver(root, change)).toEqual({ moved: 2, left: 1 });
  expect(await waiting(now)).toEqual(["open wu"]);
  expect(await waiting(later)).toEqual(["later wu", "open director"]);
  expect(await waiting(both)).toEqual(["open wu", "open zhao"]);
  expect(await crm.process.handOver(root, change)).toEqual({ moved: 0, left: 1 });
});

test("the records of a person who leaves go to somebody else, or into their pools; held ones stay", async () => {
  const root = await crm.actor("root");
  const lead = (name: string) =>
    crm.create("lead", { name, source: "other", mobile: "13800000001", owner: idOf("liuyang") }, QUIET);
  const held = await asked("any", ["director"], true);
  const [one, other] = [await lead("甲"), await lead("乙")];
  const customer = await crm.create("customer", { name: "海信", owner: idOf("liuyang") }, QUIET);
  const first = { from: idOf("liuyang"), to: idOf("chenjing"), records: "person" } as const;
  expect(await crm.process.handOver(root, first)).toMatchObject({ records: { moved: 3, left: 0 } });
  expect(await crm.record("lead", one)).toMatchObject({
    owner: idOf("chenjing"),
    team: crm.teams["青岛"],
    previous_owner: idOf("liuyang"),
    pool: "main",
  });
  // Dates begin anew with the new owner; nobody is told of each.
  expect((await crm.record("lead", one))["recycle_at"]).not.toBeNull();
  const second = { from: idOf("chenjing"), to: idOf("wu"), records: "pool" } as const;
  expect(await crm.process.handOver(root, second)).toMatchObject({ records: { moved: 3, left: 0 } });
  expect(await crm.record("lead", other)).toMatchObject({ owner: null, pool: "main", status: "unassigned" });
  expect((await crm.record("customer", customer))["owner"]).toBe(idOf("wu"));
  const { rows } = await crm.store.pool.query<{ how: string; reason: string | null }>(
    "select how, reason from mortise.owner_log where record = $1 order by sequence",
    [one],
  );
  expect(rows).toEqual([
    { how: "handed-over", reason: null },
    { how: "handed-over", reason: "工作移交" },
  ]);
  // Under an approval that locks it the customer stays with its owner.
  const locked = await crm.process.handOver(root, { from: idOf("lina"), to: idOf("wu"), records: "person" });
  expect(locked.records?.left).toBeGreaterThan(0);
  expect((await crm.record("customer", held))["owner"]).toBe(idOf("lina"));
});

test("only administrators hand over, and only to active people", async () => {
  const refused = async (login: string, to: string): Promise<string> => {
    const change = { from: idOf("zhao"), to };
    const error: unknown = await crm.process.handOver(await crm.actor(login), change).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof AppError ? error.code : String(error);
  };
  expect(await refused("director", idOf("wu"))).toBe("FLOW_NOT_FOR_OTHERS");
  expect(await refused("root", idOf("zhao"))).toBe("FLOW_PERSON_NOT_FOUND");
  expect(await refused("root", "00000000-0000-7000-8000-000000000000")).toBe("FLOW_PERSON_NOT_FOUND");
});
