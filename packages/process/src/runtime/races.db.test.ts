import type { DefinitionDocument } from "@mortise/metadata";
import { type Actor, systemActor } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";

/** `MORTISE_RACES=full` runs the promised numbers, which take minutes. */
const isFull = process.env["MORTISE_RACES"] === "full";
const LEADS = isFull ? 1_000 : 30;
const CLAIMERS = isFull ? 50 : 10;
/** Half of them come singly, half in twelve batches. */
const TURNS = isFull ? 10_008 : 240;
const TIMERS = isFull ? 10_000 : 120;

const database = useDatabase();
let processes: readonly CrmStore[];
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
  processes = [crm, await openCrm(database.url, crm.clock), await openCrm(database.url, crm.clock)];
});
afterAll(() => Promise.all(processes.map((one) => one.close())));

const HOUR = 3_600_000;
const aLead = (name: string, more: Readonly<Record<string, string>> = {}) => ({
  name,
  mobile: "13800000000",
  source: "other",
  ...more,
});
/** Lets people claim as many leads as they like: here it is about who is first. */
async function withoutClaimLimits(): Promise<void> {
  const pools = crm.store.releases.current("crm").catalog.all("pool");
  await crm.publish(
    ...pools.map(({ dailyClaims: _daily, holdCaps: _caps, ...pool }): DefinitionDocument => pool),
  );
  const { number } = crm.store.releases.current("crm");
  for (const { store } of processes)
    await vi.waitFor(() => expect(store.releases.current("crm").number).toBe(number), 20_000);
}
const processAt = (index: number): CrmStore => processes[index % processes.length] ?? crm;

test("many claim the same leads in several processes: each lead has one winner, and only the winner is told so", async () => {
  await withoutClaimLimits();
  const rows = Array.from({ length: LEADS }, (_, index) => aLead(`抢${index}`));
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    { type: "api", skipFlows: true },
  );
  const ids = results[0]?.ids ?? [];
  const reps = ["lina", "wangqiang", "liuyang", "chenjing"];
  const actors = await Promise.all(reps.map((login) => crm.actor(login)));
  const claim = (actor: Actor, at: number, id: string) =>
    processAt(at)
      .store.records.execute(actor, "crm", [{ type: "claim", entity: "lead", ids: [id] }], { type: "user" })
      .then(() => actor.userId ?? "")
      .catch((error: { readonly code?: string }) => `refused ${error.code ?? ""}`);
  const outcomes = new Map<string, readonly string[]>();
  for (const id of ids) {
    const claims = Array.from({ length: CLAIMERS }, (_, at) =>
      claim(actors[at % actors.length] ?? systemActor, at, id),
    );
    outcomes.set(id, await Promise.all(claims));
  }
  const winners = [...outcomes].map(
    ([id, all]) => [id, all.filter((one) => !one.startsWith("refused"))] as const,
  );
  const losers = new Set([...outcomes.values()].flat().filter((one) => one.startsWith("refused")));
  expect(losers).toEqual(new Set(["refused STORE_ALREADY_CLAIMED"]));
  expect(winners.every(([, won]) => won.length === 1)).toBe(true);
  const owners = await Promise.all(ids.map(async (id) => (await crm.record("lead", id))["owner"]));
  expect(owners).toEqual(winners.map(([, [winner]]) => winner));
});

test("leads that come to three processes at once, singly and in batches, are shared out to within one", async () => {
  const before = await shares();
  const singles = Array.from({ length: TURNS / 2 }, (_, index) =>
    processAt(index).create("lead", aLead(`单${index}`, { region: "3707" })),
  );
  const batches = Array.from({ length: 12 }, (_, index) => {
    const rows = Array.from({ length: TURNS / 24 }, (_row, at) =>
      aLead(`批${index}-${at}`, { region: "3707" }),
    );
    return processAt(index).store.records.execute(
      systemActor,
      "crm",
      [{ type: "create", entity: "lead", rows }],
      { type: "import" },
    );
  });
  await Promise.all([...singles, ...batches]);
  const after = await shares();
  const turns = [...after].map(([owner, count]) => count - (before.get(owner) ?? 0));
  expect(turns.reduce((sum, one) => sum + one, 0)).toBe(TURNS);
  expect(turns.length).toBeGreaterThan(1);
  expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
});

/** Leads of 潍坊 by owner. */
async function shares(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await crm.store.pool.query<{ owner: string; n: number }>(
    "select owner, count(*)::int as n from app_crm.lead where region = '3707' group by owner",
  );
  return new Map(rows.map(({ owner, n }) => [owner, n]));
}

test("a write that is undone uses up nobody's turn", async () => {
  const before = await shares();
  const failing = Array.from({ length: 6 }, (_, index) =>
    processAt(index).store.records.transaction(systemActor, { type: "api" }, async (transaction) => {
      await transaction.execute(
        systemActor,
        "crm",
        [{ type: "create", entity: "lead", rows: [aLead(`撤${index}`, { region: "3707" })] }],
        { type: "api" },
      );
      throw new TypeError("given up");
    }),
  );
  const ends = await Promise.allSettled(failing);
  expect(ends.every(({ status }) => status === "rejected")).toBe(true);
  expect(await shares()).toEqual(before);
  for (let index = 0; index < before.size; index += 1)
    await processAt(index).create("lead", aLead(`续${index}`, { region: "3707" }));
  const after = await shares();
  expect([...after].map(([owner, count]) => count - (before.get(owner) ?? 0))).toEqual(
    [...after].map(() => 1),
  );
});

test("timers that fall due together fire once each, though three processes take them", async () => {
  const rows = Array.from({ length: TIMERS }, (_, index) => aLead(`时${index}`, { region: "3701" }));
  const { results } = await crm.store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    { type: "import" },
  );
  const ids = results[0]?.ids ?? [];
  crm.clock.advance(24 * HOUR);
  // Few at a time, so that all of them take some.
  const limit = isFull ? 200 : 7;
  const fireAll = async ({ process }: CrmStore) => {
    while ((await process.fireDueTimers({ limit })) > 0);
  };
  await Promise.all(processes.map(fireAll));
  await Promise.all(processes.map(fireAll));
  const { rows: told } = await crm.store.pool.query<{ n: number }>(
    `select count(*)::int as n from mortise.notification n join app_crm.lead l on l.id = n.record and l.owner = n.account
     where n.record = any($1) and n.title ->> 'zh' like '线索 24 小时%' group by n.record`,
    [ids],
  );
  expect(told).toHaveLength(TIMERS);
  expect(told.every(({ n }) => n === 1)).toBe(true);
});
