import { fieldCatalog } from "@mortise/fields";
import { Catalog } from "@mortise/metadata";
import { Accounts, rostersByKey } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { API, type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import { CompiledFlow } from "../model/compiled-flow.ts";
import type { Decision, Values } from "../model/effect.ts";
import { redecide } from "../model/redecide.ts";
import { basisOf, keptRoster } from "./what-if/read-past.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

/** A decision as it stands in the log, with its run. */
interface LoggedDecision extends Decision {
  readonly flow: string;
  readonly release: number;
  readonly at: string;
  readonly basis: NonNullable<Decision["basis"]>;
  readonly roster: string;
  readonly started_by: string | null;
  readonly keeps_owner: boolean;
  readonly old: Values | null;
}

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
  const { rows } = await crm.store.pool.query<LoggedDecision>(
    `select d.*, r.release, r.started_by, r.keeps_owner, r.old from mortise.decision_log d
     join mortise.flow_run r on r.id = d.run where d.basis is not null`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(12);
  const rosters = await rostersByKey(
    crm.store.db,
    rows.map(({ roster }) => roster),
  );
  for (const row of rows) {
    const catalog = new Catalog(await crm.store.releases.documents("crm", row.release), fieldCatalog);
    const document = catalog.find("flow", row.flow);
    const roster = rosters.get(row.roster);
    if (!document || !roster) throw new TypeError("what a decision was made from is kept");
    const again = redecide(
      new CompiledFlow(document, catalog),
      {
        node: row.node,
        at: new Date(row.at).toISOString(),
        basis: basisOf(row.basis),
        startedBy: row.started_by,
        keepsOwner: row.keeps_owner,
        ...(row.old ? { old: row.old } : {}),
      },
      {
        roster: keptRoster(roster),
        calendar: crm.store.releases.calendar(),
        timeZone: "Asia/Shanghai",
      },
    );
    expect(again).toMatchObject({ kind: row.kind, why: row.why, details: row.details });
  }
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
