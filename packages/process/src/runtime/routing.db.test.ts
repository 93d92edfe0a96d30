import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countStatements } from "../fixtures/count-statements.ts";
import { API, type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";

const database = useDatabase();
let crm: CrmStore;
let statements: () => number;
beforeAll(async () => {
  crm = await openCrm(database.url);
  statements = countStatements(crm.store);
});
afterAll(() => crm.close());

const aLead = (values: Readonly<Record<string, unknown>> = {}) => ({
  name: "张三",
  mobile: "13800000000",
  source: "other",
  ...values,
});

test("官网注册 in 济南 goes to the 济南 team, with the reason on the timeline", async () => {
  const id = await crm.create("lead", aLead({ source: "website_signup", region: "370102" }));
  const lead = await crm.record("lead", id);
  expect(lead["team"]).toBe(crm.teams["济南"]);
  expect([crm.people["lina"], crm.people["wangqiang"]]).toContain(lead["owner"]);
  const decisions = await crm.process.decisionsFor(systemActor, { app: "crm", entity: "lead", record: id });
  const assign = decisions.find((decision) => decision.kind === "assign");
  expect(assign?.why.zh).toMatch(/^按“官网注册的济南线索”分给(李娜|王强)（济南）$/);
  expect(
    assign?.details.some((detail) => detail.label.zh === "来源" && detail.value.zh.includes("官网注册")),
  ).toBe(true);
});

test("装备制造 goes to the named senior salesperson", async () => {
  const id = await crm.create("lead", aLead({ industry: "equipment", region: "3702" }));
  expect((await crm.record("lead", id))["owner"]).toBe(crm.people["wangqiang"]);
});

test("otherwise the members of the region's team take turns", async () => {
  const owners = [];
  for (let index = 0; index < 4; index += 1) {
    const id = await crm.create("lead", aLead({ region: "370202" }));
    owners.push((await crm.record("lead", id))["owner"]);
  }
  expect(new Set(owners)).toEqual(new Set([crm.people["liuyang"], crm.people["chenjing"]]));
  expect(owners[0]).toBe(owners[2]);
  expect(owners[1]).toBe(owners[3]);
});

test("fifty leads at once are shared out fairly", async () => {
  const ids = await Promise.all(
    Array.from({ length: 50 }, () => crm.create("lead", aLead({ region: "3707" }))),
  );
  const counts = new Map<unknown, number>();
  for (const id of ids) {
    const { owner } = (await crm.record("lead", id)) as { owner: string };
    counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  expect([...counts.values()]).toEqual([25, 25]);
});

test("a salesperson's own new lead stays with them", async () => {
  const actor = await crm.actor("lina");
  const { results } = await crm.store.records.execute(
    actor,
    "crm",
    [{ type: "create", entity: "lead", rows: [aLead()] }],
    { type: "user" },
  );
  expect((await crm.record("lead", results[0]?.ids[0] ?? ""))["owner"]).toBe(crm.people["lina"]);
});

test("a cause that leaves flows out routes nothing", async () => {
  const id = await crm.create("lead", aLead({ region: "3707" }), { ...API, skipFlows: true });
  expect((await crm.record("lead", id))["owner"]).toBeNull();
});

test("ten thousand imported leads are routed by a handful of statements", async () => {
  const before = statements();
  const rows = Array.from({ length: 10_000 }, (_, index) =>
    aLead({ name: `线索${index}`, region: index % 2 ? "3701" : "3702" }),
  );
  const begin = performance.now();
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    { type: "import" },
  );
  const seconds = (performance.now() - begin) / 1000;
  const { rows: shares } = await crm.store.pool.query<{ owner: string; n: number }>(
    "select owner, count(*)::int as n from app_crm.lead where id = any($1) group by owner order by n",
    [results[0]?.ids],
  );
  const sent = statements() - before;
  console.info(`10,000 leads created and routed in ${seconds.toFixed(1)} s with ${sent} statements`);
  expect(shares.map((share) => share.n)).toEqual([2500, 2500, 2500, 2500]);
  expect(sent).toBeLessThan(300);
});

test("a single lead is routed, and its first task set, by few statements", async () => {
  await crm.create("lead", aLead({ region: "3702" }));
  // What imports left to be done in the background would be counted, too.
  await crm.store.records.settled();
  const before = statements();
  const id = await crm.create("lead", aLead({ region: "3702" }));
  const sent = statements() - before;
  expect((await crm.record("lead", id))["owner"]).toEqual(expect.any(String));
  // Begin, insert and commit are three of them; begin and savepoints go along with others. Two look for who owns the
  // customer and the contact already.
  expect(sent).toBeLessThanOrEqual(13);
});

test("a run whose write is refused ends as failed, alone, and the person's own write stands", async () => {
  const flow: FlowDocument = {
    kind: "flow",
    id: "copy_needs",
    version: 1,
    name: { zh: "复制需求", en: "Copy needs" },
    entity: "lead",
    enabled: true,
    again: "parallel",
    trigger: { type: "record-created", settings: { when: { notEmpty: [{ var: "needs" }] } } },
    start: "copy",
    nodes: [
      {
        id: "copy",
        type: "update",
        settings: { values: [{ field: "company", value: { var: "needs" } }] },
        exits: {},
      },
    ],
  };
  const root = await crm.actor("root");
  await crm.store.releases.saveDraft("crm", [{ document: flow, revision: 0 }], root);
  await crm.store.releases.publish("crm", { actor: root });
  const needs = ["短", "长".repeat(3000), "短", "短"];
  const rows = needs.map((text) => aLead({ needs: text, region: "3701" }));
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    API,
  );
  const leads = await Promise.all((results[0]?.ids ?? []).map((id) => crm.record("lead", id)));
  expect(leads.map((lead) => lead["company"])).toEqual(["短", null, "短", "短"]);
  expect(leads.every((lead) => typeof lead["owner"] === "string")).toBe(true);
  const runs = await crm.process.flowRuns(root, "crm", "copy_needs");
  expect(runs.counts).toEqual({ done: 3, failed: 1 });
  expect(runs.items.find((run) => run.status === "failed")?.error).toBeTruthy();
});

test("an import that brings owners along keeps them where the flow would choose others", async () => {
  const root = await crm.actor("root");
  const flow = crm.store.releases
    .current("crm")
    .catalog.all("flow")
    .find(({ nodes }) => nodes.some(({ type }) => type === "assign"));
  if (!flow) throw new TypeError("the app routes its leads");
  const nodes = flow.nodes.map((node) =>
    node.type === "assign" ? { ...node, settings: { ...node.settings, keepOwner: false } } : node,
  );
  const trigger = { ...flow.trigger, settings: {} };
  const draft = await crm.store.releases.draft("crm");
  const revision = draft.documents.find(({ document }) => document.id === flow.id)?.revision ?? 0;
  await crm.store.releases.saveDraft("crm", [{ document: { ...flow, trigger, nodes }, revision }], root);
  await crm.store.releases.publish("crm", { actor: root });
  const owner = crm.people["director"] ?? "";
  const ownerAfter = async (keepsOwner: boolean) => {
    const id = await crm.create("lead", aLead({ region: "3707", owner }), { type: "import", keepsOwner });
    return (await crm.record("lead", id))["owner"];
  };
  expect(await ownerAfter(true)).toBe(owner);
  expect(await ownerAfter(false)).not.toBe(owner);
  const free = await crm.create("lead", aLead({ region: "3707" }), { type: "import", keepsOwner: true });
  expect((await crm.record("lead", free))["owner"]).not.toBeNull();
});
