import { Accounts, type Actor, Actors, ApiTokens, systemActor } from "@mortise/store";
import type { PoolDocument } from "@mortise/metadata";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../../fixtures/crm-store.ts";

/** `MORTISE_RACES=full` runs the promised numbers, which take minutes. */
const isFull = process.env["MORTISE_RACES"] === "full";
const LEADS = isFull ? 1_000 : 24;
const CLAIMERS = isFull ? 50 : 8;
const CAP = 2;

const database = useDatabase();
let processes: readonly [CrmStore, CrmStore];
let claimers: readonly Actor[];

const pool = (id: string, order: number, more: Partial<PoolDocument> = {}): PoolDocument => ({
  kind: "pool",
  id,
  version: 1,
  name: { zh: id, en: id },
  entity: "lead",
  order,
  claiming: "open",
  ...more,
});

beforeAll(async () => {
  const crm = await openCrm(database.url);
  await crm.publish(
    pool("capped", 1, {
      takes: { "==": [{ var: "source" }, "expo"] },
      dailyClaims: { limit: CAP, beyond: "fill" },
      holdCaps: [{ id: "all", limit: CAP, per: "person", over: "pool" }],
    }),
    pool("open", 2),
  );
  // Limits of the template's own would end the race early.
  const { documents } = await crm.store.releases.draft("crm");
  const lead = documents.find(({ document }) => document.kind === "entity" && document.id === "lead");
  if (lead?.document.kind === "entity") await crm.publish({ ...lead.document, pool: {} });
  const accounts = new Accounts(crm.store.db, crm.clock);
  const actors = new Actors(crm.store.db, new ApiTokens(crm.store.db, crm.clock), crm.clock);
  const ids: string[] = [];
  for (let number = 0; number < CLAIMERS; number += 1)
    ids.push(
      await accounts.create({
        name: `抢线索${number}`,
        email: `claimer${number}@example.com`,
        roles: { crm: ["rep"] },
      }),
    );
  claimers = await actors.ofAccounts(ids);
  processes = [crm, await openCrm(database.url, crm.clock)];
});
afterAll(() => Promise.all(processes.map((one) => one.close())));

async function given(source: string): Promise<readonly string[]> {
  const rows = Array.from({ length: LEADS }, (_, index) => ({
    name: `${source}${index}`,
    source,
    mobile: "13800000000",
  }));
  const { results } = await processes[0].store.records.execute(
    systemActor,
    "crm",
    [{ type: "create", entity: "lead", rows }],
    { type: "api", skipFlows: true },
  );
  return results[0]?.ids ?? [];
}

/** Everybody claims each lead, in two processes; answers the winners by lead, and the codes of refusals. */
async function race(ids: readonly string[]) {
  const winners = new Map<string, string[]>();
  const codes = new Set<string>();
  for (const id of ids) {
    const tries = claimers.map(async (actor, index) => {
      const { store } = processes[index % 2 === 0 ? 0 : 1];
      try {
        await store.records.execute(actor, "crm", [{ type: "claim", entity: "lead", ids: [id] }], {
          type: "user",
        });
        winners.set(id, [...(winners.get(id) ?? []), actor.userId ?? ""]);
      } catch (error) {
        codes.add((error as { readonly code?: string }).code ?? String(error)); // refusals are errors with codes
      }
    });
    await Promise.all(tries);
  }
  return { winners, codes };
}

test("everybody claims every lead in two processes: as many winners as leads, one for each", async () => {
  const { winners, codes } = await race(await given("other"));
  expect(winners.size).toBe(LEADS);
  expect([...winners.values()].every((won) => won.length === 1)).toBe(true);
  expect(codes).toEqual(new Set(["STORE_ALREADY_CLAIMED"]));
});

test("caps are never passed, however many claim at once", async () => {
  const { winners } = await race(await given("expo"));
  expect([...winners.values()].every((won) => won.length === 1)).toBe(true);
  const held = await database.pool.query<{ owner: string; n: number }>(
    "select owner, count(*)::int as n from app_crm.lead where source = 'expo' and owner is not null group by owner",
  );
  expect(held.rows.map(({ n }) => n)).toEqual(claimers.map(() => CAP));
  expect(winners.size).toBe(CLAIMERS * CAP);
});
