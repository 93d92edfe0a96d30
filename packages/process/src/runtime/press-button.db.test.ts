import { AppError, ManualClock } from "@mortise/kit";
import { type FlowDocument } from "@mortise/metadata";
import { type Actor, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

const database = useDatabase();
let crm: CrmStore;

/** 申请优惠: for leads that are not closed, by sales people, with a remark that has to be given. */
const discount: FlowDocument = {
  kind: "flow",
  id: "ask_discount",
  version: 1,
  name: { zh: "优惠申请", en: "Discount" },
  entity: "lead",
  enabled: true,
  again: "ignore",
  trigger: {
    type: "button-pressed",
    settings: {
      label: { zh: "申请优惠", en: "Ask for a discount" },
      roles: ["rep"],
      when: { "!=": [{ var: "source" }, "expo"] },
      ask: ["company"],
      must: true,
      many: true,
    },
  },
  start: "wait",
  nodes: [{ id: "wait", type: "wait", settings: { for: "24h" }, exits: {} }],
};

beforeAll(async () => {
  crm = await openCrm(database.url, new ManualClock("2026-11-22T01:00:00.000Z"));
  await crm.store.releases.saveDraft("crm", [{ document: discount, revision: 0 }], systemActor);
  await crm.store.releases.publish("crm", { actor: systemActor, note: "button" });
});
afterAll(() => crm.close());

const aLead = (values: Readonly<Record<string, unknown>> = {}) =>
  crm.create(
    "lead",
    {
      name: "优惠客户",
      source: "website_signup",
      mobile: "13712340000",
      owner: crm.people["lina"],
      ...values,
    },
    { type: "api", skipFlows: true },
  );
const press = (
  actor: Actor,
  ids: readonly string[],
  values: Readonly<Record<string, unknown>> = { company: "海尔" },
) => crm.process.pressButton(actor, { app: "crm", flow: "ask_discount", ids, values });
const offered = async (actor: Actor, ids: readonly string[]) =>
  (await crm.process.offeredButtons(actor, { app: "crm", entity: "lead", ids })).map(
    ({ flow, ids: fitting }) => [flow, fitting],
  );
async function refusal(work: Promise<unknown>): Promise<AppError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw new TypeError(`not refused: ${String(error)}`);
  return error;
}

test("a button is offered by role, by sight and by its condition, and saves what it asks for with the start", async () => {
  const [lina, director] = [await crm.actor("lina"), await crm.actor("director")];
  const [mine, fromExpo, foreign] = [
    await aLead(),
    await aLead({ source: "expo", mobile: "13712340001" }),
    await aLead({ owner: crm.people["liuyang"], mobile: "13712340002" }),
  ];
  expect(await offered(lina, [mine, fromExpo, foreign])).toEqual([["ask_discount", [mine]]]);
  expect(await offered(director, [mine])).toEqual([]);
  expect((await refusal(press(director, [mine]))).code).toBe("FLOW_BUTTON_NOT_YOURS");
  expect((await refusal(press(lina, [fromExpo, foreign]))).code).toBe("FLOW_BUTTON_NOT_NOW");
  const asks = await refusal(press(lina, [mine], { wechat: "x" }));
  expect(asks).toMatchObject({ code: "FLOW_BUTTON_ASKS" });
  expect(asks.details.map(({ path }) => path)).toEqual(["wechat", "company"]);
  expect(await press(lina, [mine, fromExpo, foreign])).toEqual({ started: 1, skipped: 2 });
  expect((await crm.record("lead", mine))["company"]).toBe("海尔");
  expect((await crm.record("lead", fromExpo))["company"] ?? null).toBe(null);
  const [note] = await crm.process.decisionsFor(lina, { app: "crm", entity: "lead", record: mine });
  expect(note).toMatchObject({ kind: "started", startedBy: { id: crm.people["lina"], name: "李娜" } });
  expect(note?.why.zh).toBe("按下“申请优惠”");
  // It is under way: pressing once more changes nothing, what was filled in included.
  expect((await refusal(press(lina, [mine], { company: "海信" }))).code).toBe("FLOW_BUTTON_NOT_NOW");
  expect((await crm.record("lead", mine))["company"]).toBe("海尔");
});

test("of two people who press at once one starts the flow", async () => {
  const lead = await aLead({ mobile: "13712340003" });
  const lina = await crm.actor("lina");
  const answers = await Promise.allSettled([press(lina, [lead]), press(lina, [lead])]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const { items } = await crm.process.flowRuns(systemActor, "crm", "ask_discount");
  expect(items.filter(({ record }) => record === lead)).toHaveLength(1);
});

test("no change of a record starts a flow that has a button", async () => {
  const lead = await crm.create("lead", { name: "不按", source: "website_signup", mobile: "13712340004" });
  const { items } = await crm.process.flowRuns(systemActor, "crm", "ask_discount");
  expect(items.filter(({ record }) => record === lead)).toEqual([]);
});
