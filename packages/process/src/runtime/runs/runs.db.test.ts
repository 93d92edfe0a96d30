import type { FlowDocument } from "@mortise/metadata";
import { systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API, type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;
/** Three steps: a note, one that copies a text that may be too long for its field, and a word at the end. */
const flow: FlowDocument = {
  kind: "flow",
  id: "copy_needs",
  version: 1,
  name: { zh: "复制需求", en: "Copy needs" },
  entity: "lead",
  enabled: true,
  again: "parallel",
  trigger: { type: "record-created", settings: { when: { notEmpty: [{ var: "needs" }] } } },
  start: "mark",
  nodes: [
    step("mark", "utm_source", "已处理", "copy"),
    {
      ...step("copy", "company", { var: "needs" }, "note"),
      name: { zh: "复制到公司", en: "Copy to company" },
    },
    step("note", "utm_campaign", "x"),
  ],
};

function step(id: string, field: string, value: string | { readonly var: string }, next?: string) {
  return {
    id,
    type: "update",
    settings: { values: [{ field, value }] },
    exits: next === undefined ? {} : { next },
  };
}

beforeAll(async () => {
  crm = await openCrm(database.url);
  await crm.publish(flow);
});
afterAll(() => crm.close());

async function aLead(needs: string): Promise<string> {
  return crm.create("lead", { name: "张三", mobile: "13800000000", source: "other", region: "3701", needs });
}

async function runOf(record: string) {
  const root = await crm.actor("root");
  const { items } = await crm.process.runs.list(root, "crm", { flow: flow.id, record });
  const [run] = items;
  if (!run) throw new TypeError("the flow has run");
  return run;
}

const LONG = "长".repeat(3000);

test("a failed run says at which step and why; mended, it goes on from there", async () => {
  const root = await crm.actor("root");
  const lead = await aLead(LONG);
  const failed = await runOf(lead);
  expect(failed).toMatchObject({ status: "failed", node: "copy", recordTitle: "张三" });
  expect(failed.nodeName?.zh).toBe("复制到公司");
  expect(failed.error?.zh).toContain("公司");
  expect((await crm.record("lead", lead))["utm_source"]).toBeNull();

  const again = await crm.process.runs.mend(root, "crm", { ids: [failed.id], action: "retry" });
  expect(again).toEqual({ mended: 0, failed: 1, left: 0 });
  await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "update", entity: "lead", changes: [{ id: lead, values: { needs: "短" } }] }],
    { ...API, skipFlows: true },
  );
  const mended = await crm.process.runs.mend(root, "crm", { ids: [failed.id], action: "retry" });
  expect(mended).toEqual({ mended: 1, failed: 0, left: 0 });
  const done = await crm.process.runs.read(root, "crm", failed.id);
  expect(done.run).toMatchObject({ status: "done", error: null });
  expect(done.steps.map(({ node }) => node)).toEqual(["mark", "copy", "note"]);
  expect(done.document?.id).toBe(flow.id);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "已处理", company: "短" });
  const late = await crm.process.runs.mend(root, "crm", { ids: [failed.id], action: "retry" });
  expect(late).toEqual({ mended: 0, failed: 0, left: 1 });
});

test("the step that fails is left out, many runs at once; others are ended", async () => {
  const root = await crm.actor("root");
  const leads = [await aLead(LONG), await aLead(LONG), await aLead(LONG)];
  const runs = await Promise.all(leads.map(runOf));
  const [first, second, third] = runs.map(({ id }) => id);
  const skipped = await crm.process.runs.mend(root, "crm", {
    ids: [first ?? "", second ?? ""],
    action: "skip",
  });
  expect(skipped).toEqual({ mended: 2, failed: 0, left: 0 });
  expect(await crm.record("lead", leads[0] ?? "")).toMatchObject({ utm_source: "已处理", company: null });
  const { steps } = await crm.process.runs.read(root, "crm", first ?? "");
  expect(steps[1]?.text?.zh).toBe("已由管理人员跳过");
  await crm.process.runs.mend(root, "crm", { ids: [third ?? ""], action: "abort" });
  const ended = await crm.process.runs.read(root, "crm", third ?? "");
  expect(ended.run).toMatchObject({ status: "cancelled", error: { zh: "由管理员中止" } });
  const standing = await crm.process.runs.standing("crm", flow.id);
  expect(standing.items).toEqual([]);
  const more = await runOf(await aLead(LONG));
  const { items } = await crm.process.runs.standing("crm", flow.id);
  expect(items).toEqual([{ node: "copy", status: "failed", count: 1, since: crm.clock.now().toISOString() }]);
  await crm.process.runs.mend(root, "crm", { ids: [more.id], action: "abort" });
});

test("with the flow mended and published, failed runs go on with it", async () => {
  const root = await crm.actor("root");
  const lead = await aLead(LONG);
  const { id } = await runOf(lead);
  const [mark, , note] = flow.nodes;
  await crm.publish({
    ...flow,
    nodes: [mark, step("copy", "company", "见需求", "note"), note] as FlowDocument["nodes"],
  });
  expect(await crm.process.runs.mend(root, "crm", { ids: [id], action: "retry" })).toMatchObject({
    failed: 1,
  });
  const mended = await crm.process.runs.mend(root, "crm", { ids: [id], action: "retry", current: true });
  expect(mended).toEqual({ mended: 1, failed: 0, left: 0 });
  expect((await crm.record("lead", lead))["company"]).toBe("见需求");
});

test("pages follow each other without a gap; a run is as visible as its record and its values", async () => {
  const root = await crm.actor("root");
  const seen: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await crm.process.runs.list(root, "crm", {
      limit: 2,
      flow: flow.id,
      ...(after === undefined ? {} : { after }),
    });
    seen.push(...page.items.map(({ id }) => id));
    after = page.next;
    more = after !== undefined;
  }
  expect(seen).toHaveLength(new Set(seen).size);
  expect(seen).toHaveLength(6);

  const lead = await aLead("短");
  const { id } = await runOf(lead);
  const owner = (await crm.record("lead", lead))["owner"];
  const login = Object.entries(crm.people).find(([, person]) => person === owner)?.[0] ?? "";
  const own = await crm.process.runs.read(await crm.actor(login), "crm", id);
  expect(own).toMatchObject({ document: null, mayMend: false, run: { status: "done" } });
  expect(own.steps[1]?.text).not.toBeNull();
  await expect(crm.process.runs.read(await crm.actor("liuyang"), "crm", id)).rejects.toThrow(
    "FLOW_RUN_NOT_FOUND",
  );
});

test("a run is undone alone, with what was changed since told first; the undo can be undone", async () => {
  const root = await crm.actor("root");
  const lead = await aLead("短");
  const { id } = await runOf(lead);
  const others = await aLead("短");
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "已处理", company: "见需求" });
  const owner = (await crm.record("lead", lead))["owner"];
  await crm.store.records.execute(
    root,
    "crm",
    [{ type: "update", entity: "lead", changes: [{ id: lead, values: { company: "改过的公司" } }] }],
    { type: "user", skipFlows: true },
  );
  const preview = await crm.process.runs.previewUndo(root, "crm", id);
  expect(preview.conflicts).toMatchObject([
    { entity: "lead", id: lead, reason: "changed", fields: ["company"] },
  ]);
  const { changeSet } = await crm.process.runs.undo(root, "crm", id, { conflicts: "untouched" });
  // The flow that gave the lead its owner stands in the same change-set and is left alone.
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: null, company: "改过的公司", owner });
  expect(await crm.record("lead", others)).toMatchObject({ utm_source: "已处理" });
  expect((await runOf(lead)).undone).toBe(true);
  await expect(crm.process.runs.undo(root, "crm", id, {})).rejects.toThrow("STORE_ALREADY_UNDONE");
  await crm.store.records.undoChangeSet(root, "crm", changeSet);
  expect(await crm.record("lead", lead)).toMatchObject({ utm_source: "已处理" });
  expect((await runOf(lead)).undone).toBe(false);
  const rep = await crm.actor("lina");
  await expect(crm.process.runs.undo(rep, "crm", id, {})).rejects.toThrow("FLOW_RUN_NOT_FOUND");
});

test("runs that ended go after the days that their app keeps them; why owners were chosen stays", async () => {
  const root = await crm.actor("root");
  const lead = await aLead("短");
  await crm.process.runs.setRetention("crm", 30);
  expect(await crm.process.runs.retention("crm")).toBe(30);
  expect(await crm.process.runs.tidy()).toBe(0);
  crm.clock.advance(31 * 86_400_000);
  expect(await crm.process.runs.tidy()).toBeGreaterThan(0);
  const { items } = await crm.process.runs.list(root, "crm", { record: lead, status: "done" });
  expect(items).toEqual([]);
  const why = await crm.process.decisionsFor(root, { app: "crm", entity: "lead", record: lead });
  expect(why.some(({ kind }) => kind === "assign")).toBe(true);
});
