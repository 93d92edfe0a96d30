import { Accounts } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API, type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import { redecideAll } from "../fixtures/redecide-all.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

test("every owner, approver and way that flows chose comes out again from what was kept with it", async () => {
  const accounts = new Accounts(crm.store.db, crm.clock);
  for (let index = 0; index < 12; index += 1) {
    if (index === 6) await accounts.update(crm.people["wangqiang"] ?? "", { active: false });
    await crm.create("lead", {
      name: `线索${index}`,
      mobile: "13800000000",
      source: index % 3 ? "other" : "website_signup",
      region: ["370102", "3702", "3707"][index % 3] ?? "",
      industry: index % 4 ? "it" : "equipment",
    });
    crm.clock.advance(60_000);
  }
  await accounts.update(crm.people["wangqiang"] ?? "", { active: true });
  const decisions = await redecideAll(crm);
  expect(decisions.length).toBeGreaterThanOrEqual(12);
  for (const { was, again } of decisions)
    expect(again).toMatchObject({ kind: was.kind, why: was.why, details: was.details });
});

test("each change of owner by a flow has its reason in one sentence, and the run behind it", async () => {
  const root = await crm.actor("root");
  const lead = await crm.create(
    "lead",
    { name: "张三", mobile: "13800000001", source: "other", region: "3702" },
    API,
  );
  const { items } = await crm.store.records.history(root, "crm", { entity: "lead", id: lead });
  const given = items.filter(
    ({ cause, changes }) => cause.type === "flow" && changes.some(({ field }) => field === "owner"),
  );
  const why = await crm.process.decisionsFor(root, { app: "crm", entity: "lead", record: lead });
  for (const change of given) {
    const reason = why.find(({ kind, at }) => kind === "assign" && Date.parse(at) === Date.parse(change.at));
    expect(reason?.why.zh).toMatch(/^按“.+”分给.+$/);
    const { run } = await crm.process.runs.read(root, "crm", reason?.run ?? "");
    expect(run.record).toBe(lead);
  }
  expect(given).toHaveLength(1);
});
