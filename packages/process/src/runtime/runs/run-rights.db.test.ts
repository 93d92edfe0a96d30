import type { FlowDocument, RoleDocument } from "@mortise/metadata";
import { readAudit } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
/** Leads the team that 李娜 is in, and no other. */
const MANAGER = "zhao";

/** Asks whether a lead is rich by a field that marketing may not see, then waits for the owner's word. */
const flow: FlowDocument = {
  kind: "flow",
  id: "watch_me",
  version: 1,
  name: { zh: "看看微信", en: "Look at WeChat" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: {} },
  start: "ask",
  nodes: [
    {
      id: "ask",
      type: "condition",
      settings: {
        branches: [
          { id: "yes", name: { zh: "有微信", en: "Has one" }, when: { notEmpty: [{ var: "wechat" }] } },
        ],
      },
      exits: { yes: "work", else: "work" },
    },
    {
      id: "work",
      type: "task",
      settings: {
        title: { zh: "联系", en: "Call" },
        to: [{ source: "owner" }],
        doneWhen: { notEmpty: [{ var: "company" }] },
        waitForIt: true,
      },
      exits: { next: "mark" },
    },
    {
      id: "mark",
      type: "update",
      settings: { values: [{ field: "utm_source", value: "做完了" }] },
      exits: {},
    },
  ],
};

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(flow);
});
afterAll(() => crm.close());

async function aLead(owner: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  return crm.create("lead", {
    name: "张三",
    mobile: "13800000000",
    source: "other",
    region: "3701",
    owner: crm.people[owner] ?? "",
    ...values,
  });
}

async function runs(login: string, record?: string) {
  const query = { flow: flow.id, ...(record === undefined ? {} : { record }) };
  return (await crm.process.runs.list(await crm.actor(login), "crm", query)).items;
}

async function withRight(role: string, right: RoleDocument["runs"]): Promise<void> {
  const root = await crm.actor("root");
  await crm.store.releases.amend(
    "crm",
    (documents) =>
      documents.flatMap((document) =>
        document.kind === "role" && document.id === role && right ? [{ ...document, runs: right }] : [],
      ),
    { actor: root },
  );
}

test("who has the right sees runs about the records they may see, page by page; others see none", async () => {
  const own = await aLead("lina");
  const others = await aLead("liuyang");
  await expect(runs("lina")).rejects.toThrow("FLOW_RUNS_FORBIDDEN");
  expect((await runs(MANAGER, own)).map(({ recordTitle }) => recordTitle)).toEqual(["张三"]);
  const seen = await runs(MANAGER);
  const readable = await crm.store.records.query(await crm.actor(MANAGER), "crm", {
    entity: "lead",
    limit: 200,
  });
  const ids = new Set(readable.items.map(({ id }) => id));
  expect(seen.every(({ record }) => ids.has(record))).toBe(true);
  expect(seen.map(({ record }) => record)).not.toContain(others);
  expect((await runs("director")).map(({ record }) => record)).toEqual(expect.arrayContaining([own, others]));
  const found: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await crm.process.runs.list(await crm.actor(MANAGER), "crm", {
      limit: 1,
      ...(after === undefined ? {} : { after }),
    });
    found.push(...page.items.map(({ id }) => id));
    after = page.next;
    more = after !== undefined;
  }
  const all = await crm.process.runs.list(await crm.actor(MANAGER), "crm", { limit: 200 });
  expect(found).toEqual(all.items.map(({ id }) => id));
});

test("the drawing of a run leaves out what its reader may not see; mending and pausing are rights of their own", async () => {
  await withRight("marketing", "see");
  const record = await aLead("lina");
  const [run] = await runs("marketing", record);
  const view = await crm.process.runs.read(await crm.actor("marketing"), "crm", run?.id ?? "");
  expect(view).toMatchObject({ isBare: true, mayMend: false, mayBuild: false });
  expect(view.document?.nodes.map(({ id, exits }) => [id, exits])).toEqual(
    flow.nodes.map(({ id, exits }) => [id, exits]),
  );
  expect(JSON.stringify(view.document)).not.toContain("wechat");
  const full = await crm.process.runs.read(await crm.actor("director"), "crm", run?.id ?? "");
  expect(full).toMatchObject({ isBare: false, mayMend: true, mayBuild: false, document: { id: flow.id } });
  const mending = { ids: [run?.id ?? ""], action: "abort" as const };
  const marketing = await crm.actor("marketing");
  await expect(crm.process.runs.mend(marketing, "crm", mending)).rejects.toThrow("FLOW_RUNS_FORBIDDEN");
  const manager = await crm.actor(MANAGER);
  await expect(
    crm.process.runs.switch(manager, { app: "crm", flow: flow.id, enabled: false, reason: "x" }),
  ).rejects.toThrow("FLOW_RUNS_FORBIDDEN");
  expect(await crm.process.runs.mend(manager, "crm", mending)).toEqual({ mended: 1, failed: 0, left: 0 });
});

test("while a flow is paused no runs begin, and those under way go on; who and why is written down", async () => {
  const root = await crm.actor("root");
  const director = await crm.actor("director");
  const before = await aLead("lina");
  expect(await runs("director", before)).toMatchObject([{ status: "waiting" }]);
  const { documents } = await crm.store.releases.draft("crm");
  const draft = documents.find(({ document }) => document.id === "lead_routing" && document.kind === "flow");
  if (draft?.document.kind !== "flow") throw new TypeError("the app routes its leads");
  const edited = { ...draft.document, name: { zh: "改到一半", en: "Half done" } };
  await crm.store.releases.saveDraft("crm", [{ document: edited, revision: draft.revision }], root);

  const pause = { app: "crm", flow: flow.id, enabled: false, reason: "  提醒发错人了 " };
  await expect(crm.process.runs.switch(director, { ...pause, reason: " " })).rejects.toThrow(
    "FLOW_REASON_REQUIRED",
  );
  const { release } = await crm.process.runs.switch(director, pause);
  expect(crm.store.releases.current("crm").catalog.find("flow", flow.id)?.enabled).toBe(false);
  const [newest] = await crm.store.releases.list("crm");
  expect(newest).toMatchObject({ number: release, note: "暂停流程“看看微信”：提醒发错人了" });
  const routing = crm.store.releases.current("crm").catalog.find("flow", "lead_routing");
  expect(routing?.name.zh).not.toBe("改到一半");
  const { items } = await crm.process.runs.flows(director, "crm");
  expect(items.find(({ id }) => id === flow.id)).toMatchObject({
    enabled: false,
    paused: { reason: "提醒发错人了", at: crm.clock.now().toISOString() },
  });
  const audit = await readAudit(crm.store.db, { kind: "flow-switch" });
  expect(audit.items[0]).toMatchObject({
    actor: director.userId,
    details: { flow: flow.id, enabled: false },
  });

  expect(await runs("director", await aLead("lina"))).toEqual([]);
  await crm.store.records.execute(
    await crm.actor("lina"),
    "crm",
    [{ type: "update", entity: "lead", changes: [{ id: before, values: { company: "某公司" } }] }],
    { type: "user" },
  );
  expect(await runs("director", before)).toMatchObject([{ status: "done" }]);
  expect(await crm.record("lead", before)).toMatchObject({ utm_source: "做完了" });

  await crm.process.runs.switch(director, { ...pause, enabled: true, reason: "" });
  expect(await runs("director", await aLead("lina"))).toHaveLength(1);
  const again = await crm.process.runs.flows(director, "crm");
  expect(again.items.find(({ id }) => id === flow.id)).toMatchObject({ enabled: true, paused: null });
});
