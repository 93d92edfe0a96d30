import { AppError } from "@mortise/kit";
import type { FlowDocument, FlowNode } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
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

/** A new customer is approved by these people; answers its id. */
async function asked(mode: string, logins: readonly string[]): Promise<string> {
  const ask: FlowNode = {
    id: "ask",
    type: "approve",
    settings: {
      to: [{ source: "users", users: logins.map(idOf) }],
      title: { zh: "审批", en: "Approve" },
      mode,
    },
    exits: {},
  };
  const flow: FlowDocument = {
    kind: "flow",
    id: "check",
    version: 1,
    name: { zh: "客户审批", en: "Approval" },
    entity: "customer",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: {} },
    start: "ask",
    nodes: [ask],
  };
  await crm.publish(flow);
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
