import { ManualClock, silentLogger } from "@mortise/kit";
import { Accounts, openStore, Teams } from "@mortise/store";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CrmStore, openCrm } from "../fixtures/crm-store.ts";
import { rosterOf } from "./read-roster.ts";

const database = useDatabase();
let crm: CrmStore;
beforeAll(async () => {
  crm = await openCrm(database.url);
});
afterAll(() => crm.close());

test("people and teams are read once for as long as they stay the same", async () => {
  const first = await rosterOf(crm.store.db, "crm", crm.clock.now());
  expect(await rosterOf(crm.store.db, "crm", crm.clock.now())).toBe(first);
  expect(first.withRole("rep").length).toBeGreaterThan(0);
  expect((await rosterOf(crm.store.db, "other", crm.clock.now())).withRole("rep")).toEqual([]);
});

test("what another process changed is seen by the next write", async () => {
  const clock = new ManualClock("2026-11-22T01:00:00.000Z");
  const other = await openStore({ url: database.url, clock, logger: silentLogger });
  const id = crm.people["lina"] ?? "";
  const before = await rosterOf(crm.store.db, "crm", crm.clock.now());
  expect(before.user(id)?.active).toBe(true);
  await new Accounts(other.db, clock).update(id, { active: false });
  expect((await rosterOf(crm.store.db, "crm", crm.clock.now())).user(id)?.active).toBe(false);
  const team = await new Teams(other.db).create("日照", null);
  expect((await rosterOf(crm.store.db, "crm", crm.clock.now())).team("日照")?.id).toBe(team);
  await new Accounts(other.db, clock).update(id, { active: true });
  await other.close();
});

test("a transaction goes on with the people it began with", async () => {
  const seen = await crm.store.db.transaction().execute(async (db) => {
    const first = await rosterOf(db, "crm", crm.clock.now());
    await new Teams(crm.store.db).create("威海", null);
    return [first, await rosterOf(db, "crm", crm.clock.now())];
  });
  expect(seen[1]).toBe(seen[0]);
  expect((await rosterOf(crm.store.db, "crm", crm.clock.now())).team("威海")).toBeDefined();
});

test("a sign-in leaves the roster in memory", async () => {
  const before = await rosterOf(crm.store.db, "crm", crm.clock.now());
  await crm.store.pool.query("update mortise.account set locale = 'en' where id = $1", [crm.people["lina"]]);
  expect(await rosterOf(crm.store.db, "crm", crm.clock.now())).toBe(before);
});
