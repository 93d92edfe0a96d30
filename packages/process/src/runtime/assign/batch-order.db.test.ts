import type { JsonObject } from "@mortise/kit";
import type { FlowDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";
import { aFlow, aNode } from "../../fixtures/lead-app.ts";
import { allAtOnce, aRouting, forgetLeads, testLeads } from "../../fixtures/shared-out.ts";

const database = useDatabase();
let crm: CrmStore;
let other: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  other = await openCrm(database.url, crm.clock);
});
beforeEach(() => forgetLeads(crm));
afterAll(() => Promise.all([crm.close(), other.close()]));

const PEOPLE = ["lina", "wangqiang", "liuyang"];

const inTurn = (more: JsonObject = {}): JsonObject => ({
  rules: [
    { id: "all", to: { strategy: "round-robin", users: PEOPLE.map((login) => crm.people[login] ?? "") } },
  ],
  fallback: { strategy: "pool" },
  ...more,
});

/** Looks for the customer first, so that leads of a batch have to know different things before they go on. */
function afterLooking(): FlowDocument {
  const where = { rows: [{ field: "name", operator: "is", value: { var: "company" } }] };
  return aFlow(
    [
      aNode("find", "find-record", { entity: "customer", where }, { next: "assign", none: "assign" }),
      aNode("assign", "assign", inTurn()),
    ],
    { id: "lead_routing", name: { zh: "先查客户再分配", en: "Looks for the customer, then assigns" } },
  );
}

/** Publishes a flow and waits until both processes go by it. */
async function publish(flow: FlowDocument): Promise<void> {
  await crm.publish(flow);
  const numberIn = ({ store }: CrmStore): number => store.releases.current("crm").number;
  await vi.waitFor(() => expect(numberIn(other)).toBe(numberIn(crm)), 20_000);
}

interface Given {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
}

/** Who was given which lead, in the order of the journal of decisions. */
async function journal(): Promise<readonly Given[]> {
  const { rows } = await crm.store.pool.query<Given>(
    `select l.id, l.name, d.outcome ->> 'owner' as owner from mortise.decision_log d join app_crm.lead l on l.id = d.record
     where d.kind = 'assign' and d.outcome ->> 'rule' = 'all' order by d.turn`,
  );
  const logins = new Map(Object.entries(crm.people).map(([login, id]) => [id, login]));
  return rows.map((row) => ({ ...row, owner: logins.get(row.owner) ?? "-" }));
}

/** Owners as exact turns give them. */
const turns = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => PEOPLE[index % PEOPLE.length] ?? "");

test("batches and single leads of two processes are shared out in exact turns, each batch in the order of its rows", async () => {
  await publish(afterLooking());
  // Those of one company know what to do as soon as the first of them has asked.
  const batch = (name: string, count: number) =>
    testLeads(count, (index) => ({
      name: `${name}-${String(index).padStart(3, "0")}`,
      company: `公司${index % 2 ? 0 : index}`,
    }));
  const batches = Array.from({ length: 6 }, (_, index) =>
    allAtOnce(index % 2 ? crm : other, batch(`批${index}`, 40)),
  );
  const singles = batch("单", 60).map((lead, index) => (index % 2 ? crm : other).create("lead", lead));
  await Promise.all([...batches, ...singles]);
  const given = await journal();
  expect(given.map(({ owner }) => owner)).toEqual(turns(300));
  const ofBatches = Map.groupBy(
    given.map(({ name }) => name).filter((name) => name.startsWith("批")),
    (name) => name.slice(0, 2),
  );
  expect([...ofBatches.values()].map((names) => names.length)).toEqual([40, 40, 40, 40, 40, 40]);
  for (const names of ofBatches.values()) expect(names).toEqual(names.toSorted());
});

test("leads that write before they search keep their place among those that do not", async () => {
  const byHand = { "==": [{ var: "source" }, "other"] };
  const where = { rows: [{ field: "name", operator: "is", value: { var: "company" } }] };
  await publish(
    aFlow(
      [
        aNode(
          "which",
          "condition",
          { branches: [{ id: "yes", when: byHand }] },
          { yes: "note", else: "assign" },
        ),
        aNode("note", "update", { values: [{ field: "needs", value: "已核对" }] }, "find"),
        aNode("find", "find-record", { entity: "customer", where }, { next: "assign", none: "assign" }),
        aNode("assign", "assign", inTurn()),
      ],
      { id: "lead_routing", name: { zh: "有的先写再查", en: "Some write and search first" } },
    ),
  );
  const leads = testLeads(30, (index) => ({
    name: `线索${String(index).padStart(2, "0")}`,
    company: `公司${index}`,
    source: index % 3 ? "other" : "expo",
  }));
  await allAtOnce(crm, leads);
  const given = await journal();
  expect(given.map(({ owner }) => owner)).toEqual(turns(30));
  expect(given.map(({ name }) => name)).toEqual(leads.map(({ name }) => name));
});

test("leads that waited for the morning are shared out in the order in which they came, though two processes wake them in batches", async () => {
  crm.clock.set(new Date("2026-11-24T14:00:00Z"));
  await publish(aRouting(inTurn({ onDuty: true, waitFor: ["duty"] })));
  const leads = testLeads(120, (index) => ({ name: `夜${String(index).padStart(3, "0")}` }));
  for (let start = 0; start < leads.length; start += 40) await allAtOnce(crm, leads.slice(start, start + 40));
  expect(await journal()).toEqual([]);
  crm.clock.set(new Date("2026-11-25T01:00:00Z"));
  const wakeAll = async ({ process }: CrmStore) => {
    while ((await process.fireDueTimers({ limit: 7 })) > 0);
  };
  while ((await journal()).length < leads.length) await Promise.all([crm, other, crm, other].map(wakeAll));
  const given = await journal();
  expect(given.map(({ owner }) => owner)).toEqual(turns(120));
  expect(given.map(({ name }) => name)).toEqual(leads.map(({ name }) => name));
});
