import type { FlowDocument } from "@mortise/metadata";
import { Accounts, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API, type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

const aLead = (values: Readonly<Record<string, unknown>> = {}) => ({
  name: "张三",
  mobile: "13800000000",
  source: "other",
  ...values,
});

/** The flow of the release that gives leads their owners. */
function routing(): FlowDocument {
  const flow = crm.store.releases
    .current("crm")
    .catalog.all("flow")
    .find(({ nodes }) => nodes.some(({ type }) => type === "assign"));
  if (!flow) throw new TypeError("the app routes its leads");
  return flow;
}

/** The same flow with other settings of its assign step. */
function withRules(change: (settings: FlowDocument["nodes"][number]["settings"]) => object): FlowDocument {
  const flow = routing();
  const nodes = flow.nodes.map((node) =>
    // The settings of a step are any JSON object.
    node.type === "assign" ? { ...node, settings: change(node.settings) as typeof node.settings } : node,
  );
  return { ...flow, nodes };
}

async function tryOut(flow: FlowDocument, days = 30) {
  return crm.process.whatIf(await crm.actor("root"), { app: "crm", flow, days });
}

/** A month of work: leads one by one, many at once, in bulk, edited later, without flows, and people who left. */
async function liveThroughMonth(): Promise<void> {
  for (const region of ["370102", "3702", "3707", "3701", "3702"]) {
    await crm.create("lead", aLead({ region, source: "website_signup" }));
    crm.clock.advance(3_600_000);
  }
  await Promise.all(Array.from({ length: 20 }, () => crm.create("lead", aLead({ region: "3707" }))));
  const accounts = new Accounts(crm.store.db, crm.clock);
  await accounts.update(crm.people["lina"] ?? "", { active: false });
  const rows = Array.from({ length: 40 }, (_, index) =>
    aLead({
      name: `线索${index}`,
      region: index % 2 ? "3701" : "3702",
      industry: index % 7 ? "it" : "equipment",
    }),
  );
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    API,
  );
  await accounts.update(crm.people["lina"] ?? "", { active: true });
  crm.clock.advance(3_600_000);
  await crm.create("lead", aLead({ region: "3707" }), { ...API, skipFlows: true });
  // What decided then is changed afterwards.
  const [first, second] = results[0]?.ids ?? [];
  await crm.store.records.execute(
    systemActor,
    "crm",
    [
      {
        type: "update",
        entity: "lead",
        changes: [first, second].map((id) => ({
          id: id ?? "",
          values: { region: "3707", industry: "food" },
        })),
      },
    ],
    API,
  );
  crm.clock.advance(3_600_000);
}

test("replaying the rules in force gives again what happened; a changed rule does not", async () => {
  await liveThroughMonth();
  const same = await tryOut(routing());
  expect(same.starts).toBe(65);
  expect(same.reproduced).toEqual({ same: 65, of: 65 });
  expect(same.changed).toBe(0);
  expect(same.unassigned.before).toBe(same.unassigned.after);

  const boss = crm.people["director"] ?? "";
  const changed = await tryOut(
    withRules(({ rules, ...settings }) => ({
      ...settings,
      rules: [
        {
          id: "it",
          name: { zh: "IT 给总监", en: "IT to the director" },
          when: { "==": [{ var: "industry" }, "it"] },
          to: { strategy: "user", user: boss },
        },
        // Rules of the template are objects.
        ...(rules as readonly object[]),
      ],
    })),
  );
  expect(changed.reproduced).toEqual({ same: 65, of: 65 });
  // 34 of the 40 were IT then; two of the 40 are food now, and that changes nothing.
  const atBoss = changed.moves.filter(({ to }) => to === boss).reduce((sum, { count }) => sum + count, 0);
  expect(atBoss).toBe(34);
  expect(changed.changed).toBeGreaterThanOrEqual(34);
  expect(changed.people.find(({ id }) => id === boss)).toMatchObject({ before: 0, after: 34 });
  expect(changed.names[boss]).not.toBe("");
  expect(changed.changes[0]?.title).not.toBe("");
});

test("rules that never match are told from those that come too late", async () => {
  const answer = await tryOut(
    withRules(({ fallback }) => ({
      rules: [
        { id: "all", to: { strategy: "pool" } },
        { id: "late", when: { "==": [{ var: "industry" }, "it"] }, to: { strategy: "pool" } },
        { id: "never", when: { "==": [{ var: "industry" }, "media"] }, to: { strategy: "pool" } },
      ],
      fallback,
    })),
  );
  const uses = Object.fromEntries(answer.rules.map(({ key, hits, covered }) => [key, [hits, covered]]));
  expect(uses).toEqual({ all: [65, 0], late: [0, 34], never: [0, 0], fallback: [0, 0] });
  expect(answer.unassigned.after).toBe(65);
});

test("balancing by load follows what people held then", async () => {
  const balanced = withRules(() => ({
    rules: [],
    fallback: { strategy: "least-loaded", team: crm.teams["济南"] },
  }));
  await crm.publish(balanced);
  await Promise.all(Array.from({ length: 9 }, () => crm.create("lead", aLead({ name: "新" }))));
  crm.clock.advance(60_000);
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows: Array.from({ length: 11 }, () => aLead({ name: "新" })) }],
    API,
  );
  crm.clock.advance(60_000);
  const answer = await tryOut(balanced);
  expect(answer.reproduced).toEqual({ same: 85, of: 85 });
});

test("nothing is written", async () => {
  const figures = async () => {
    const { rows } = await crm.store.pool.query<{ n: string }>(
      `select (select count(*) from mortise.flow_run) || ' ' || (select count(*) from mortise.decision_log) || ' '
        || (select count(*) from mortise.record_history) || ' ' || (select count(*) from mortise.work_item) || ' '
        || (select sum(revision) from app_crm.lead) || ' ' || (select string_agg(cursors::text, '' order by node) from mortise.flow_cursor) as n`,
    );
    return rows[0]?.n;
  };
  const before = await figures();
  await tryOut(routing());
  expect(await figures()).toBe(before);
});

test("who may not see what the rules read is refused; records out of sight do not count", async () => {
  const rep = await crm.actor("lina");
  const own = await crm.process.whatIf(rep, { app: "crm", flow: routing(), days: 30 });
  const all = await tryOut(routing());
  expect(own.starts).toBeGreaterThan(0);
  expect(own.starts).toBeLessThan(all.starts);
  const byPhone = withRules((settings) => ({
    ...settings,
    rules: [{ id: "phone", when: { "==": [{ var: "mobile" }, "13800000000"] }, to: { strategy: "pool" } }],
  }));
  const marketing = { ...rep, roles: { crm: ["marketing"] } };
  await expect(crm.process.whatIf(marketing, { app: "crm", flow: byPhone, days: 30 })).rejects.toThrow(
    "FLOW_WHAT_IF_WITHHELD",
  );
});
