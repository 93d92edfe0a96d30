import { ManualClock, silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { interruptTasks } from "../schema/task/make-way.ts";
import { aField, anApp, anEntity } from "../testing/shop-app.ts";

const database = useDatabase();
const open = (): Promise<Store> =>
  openStore({
    url: database.url,
    clock: new ManualClock("2026-11-22T01:30:00Z"),
    logger: silentLogger,
  });

/** What a version with trigrams left behind: a text column and its index, no keys. */
async function asOlderVersion(): Promise<void> {
  await database.pool.query(`
    drop trigger search$lead on app_crm.lead; drop trigger search$lead$update on app_crm.lead;
    alter table app_crm.lead drop column search, add column search text;
    update app_crm.lead set search = name;
    create index ix$lead$search on app_crm.lead using gin (search gin_trgm_ops) where deleted_at is null;
    drop table mortise.search_refill;
    delete from mortise.migration where name = '0050-search'`);
  const { rows } = await database.pool.query<{ drop: string }>(
    `select 'drop function if exists ' || p.oid::regprocedure || ' cascade' as drop
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'mortise' and p.proname in ('search_plain', 'search_digits', 'search_windows',
       'search_initials', 'search_variants', 'search_keys')`,
  );
  for (const row of rows) await database.pool.query(row.drop);
}

test("an older installation is searched while its keys are made, and by its index afterwards", async () => {
  const first = await open();
  await first.releases.createApp(anApp("crm", [anEntity("lead", [aField("mobile", "mobile")])]), systemActor);
  const rows = Array.from({ length: 1_500 }, (_, index) => ({ name: `知行仓储${index}` }));
  await first.records.execute(systemActor, "crm", [{ type: "create", entity: "lead", rows }], {
    type: "user",
  });
  await first.close();
  await asOlderVersion();

  const store = await open();
  const found = async (search: string): Promise<number> =>
    (await store.records.query(systemActor, "crm", { entity: "lead", search, count: "exact" })).count
      ?.value ?? 0;
  // The start asked for the work and waited for none of it; meanwhile everything is found.
  const tasks = async () =>
    (await store.releases.structure("crm")).tasks.map(({ kind, state }) => [kind, state]);
  expect(await tasks()).toEqual([
    ["search", "waiting"],
    ["index", "waiting"],
    ["index", "waiting"],
  ]);
  const searchIndexes = async (): Promise<readonly boolean[]> => {
    const { rows: found } = await database.pool.query<{ valid: boolean }>(
      `select x.indisvalid as valid from pg_index x join pg_class i on i.oid = x.indexrelid
       where i.relname like '%$search$%'`,
    );
    return found.map(({ valid }) => valid);
  };
  expect(await searchIndexes()).toEqual([]);
  expect(await found("仓储1499")).toBe(1);
  expect(await found("zhcc")).toBe(1_500);
  // Another process that starts asks for nothing twice.
  const second = await open();
  expect(await tasks()).toHaveLength(3);
  await second.close();
  expect(await store.releases.runTasks()).toBe(true);
  expect(await tasks()).toEqual([]);
  expect(await searchIndexes()).toEqual([true, true]);
  let looked = 0;
  for (let batch = await store.refillSearch(); batch > 0; batch = await store.refillSearch()) looked += batch;
  expect(looked).toBeGreaterThanOrEqual(1_500);
  const left = await database.pool.query("select from app_crm.lead where search is null");
  expect(left.rowCount).toBe(0);
  expect(await found("仓储1499")).toBe(1);
  expect(await found("zhcc")).toBe(1_500);
  await store.close();

  const again = await open();
  expect(await again.refillSearch()).toBe(0);
  await again.close();
});

test("the fields that an entity leaves out are not searched, and are again once it takes them in", async () => {
  const store = await open();
  const entity = (searchFields: readonly string[]) =>
    anEntity("lead", [aField("code", "text")], { searchFields });
  await store.releases.createApp(anApp("part", [entity(["name"])]), systemActor);
  const rows = [{ name: "甲", code: "乙丙" }];
  const cause = { type: "user" } as const;
  await store.records.execute(systemActor, "part", [{ type: "create", entity: "lead", rows }], cause);
  const found = async (search: string) =>
    (await store.records.query(systemActor, "part", { entity: "lead", search })).items.length;
  expect([await found("甲"), await found("乙丙")]).toEqual([1, 0]);
  const draft = await store.releases.draft("part");
  const lead = draft.documents.find(({ document }) => document.kind === "entity");
  await store.releases.saveDraft(
    "part",
    [{ document: entity(["name", "code"]), revision: lead?.revision ?? 0 }],
    systemActor,
  );
  await store.releases.publish("part", { actor: systemActor });
  // Somebody who is about to change tables need not wait for batch after batch.
  await store.db.transaction().execute(async (transaction) => {
    await interruptTasks(transaction, []);
    expect(await store.refillSearch()).toBe(0);
  });
  expect(await found("乙丙")).toBe(0);
  expect(await store.refillSearch()).toBeGreaterThan(0);
  while ((await store.refillSearch()) > 0) continue;
  expect([await found("甲"), await found("乙丙")]).toEqual([1, 1]);
  await store.close();
});
