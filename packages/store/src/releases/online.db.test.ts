import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../actor.ts";
import { openStore, type Store } from "../database.ts";
import { aField, anEntity } from "../testing/shop-app.ts";
import { createLargeApp, ROWS, saveDrafts } from "./fixtures/large-app.ts";

const database = useDatabase();
let store: Store;
let other: Store;
const actor = systemActor;

beforeAll(async () => {
  const open = () => openStore({ url: database.url, clock: systemClock, logger: silentLogger });
  store = await open();
  other = await open();
});
afterAll(async () => {
  await store.close();
  await other.close();
});

const lead = (...fields: Parameters<typeof anEntity>[1] & object) => anEntity("lead", fields);
const given = (
  app: string,
  fields: Parameters<typeof createLargeApp>[2],
  values: Record<string, string> = {},
) => createLargeApp({ store, pool: database.pool }, app, fields, values);

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(5);
}

async function indexes(app: string): Promise<Record<string, boolean>> {
  const { rows } = await database.pool.query<{ name: string; valid: boolean }>(
    `select c.relname as name, x.indisvalid as valid from pg_index x join pg_class c on c.oid = x.indexrelid
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1`,
    [`app_${app}`],
  );
  return Object.fromEntries(rows.map(({ name, valid }) => [name, valid]));
}

async function columns(app: string): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = $1 and table_name = 'lead'`,
    [`app_${app}`],
  );
  return rows.map(({ name }) => name);
}

async function taskState(
  app: string,
): Promise<{ readonly state: string; readonly done: number } | undefined> {
  const { rows } = await database.pool.query<{ state: string; done: string }>(
    "select state, done from mortise.structure_task where app = $1 order by position limit 1",
    [app],
  );
  return rows[0] && { state: rows[0].state, done: Number(rows[0].done) };
}

describe("on a large table", () => {
  test("an index is built after the release is in force, and is shown as being built until then", async () => {
    await given("later", []);
    await saveDrafts(store, "later", lead(aField("kind", "stage", stages)));
    expect(await store.releases.publish("later", { actor })).toBe(2);
    expect(await indexes("later")).not.toHaveProperty("ix$lead$kind");
    const { tasks } = await store.releases.structure("later");
    expect(tasks).toContainEqual(
      expect.objectContaining({ kind: "index", entity: "lead", field: "kind", state: "waiting" }),
    );
    expect(await store.releases.hasTasks()).toBe(true);
    expect(await store.releases.runTasks()).toBe(true);
    expect((await store.releases.structure("later")).tasks).toEqual([]);
    const built = await indexes("later");
    expect(built).toMatchObject({ ix$lead$kind: true, ix$lead$newest$owner$team$kind: true });
    expect(built).not.toHaveProperty("ix$lead$newest$owner$team");
  });

  test("a foreign key stands at once for new rows, and old ids that point nowhere are cleared later", async () => {
    await given("keyed", [aField("helper", "user")], { helper: "null" });
    await database.pool.query("alter table app_keyed.lead drop constraint fk$lead$helper");
    await database.pool.query("update app_keyed.lead set helper = gen_random_uuid() where name like '7%'");
    await saveDrafts(store, "keyed", lead(aField("helper", "user"), aField("extra", "text")));
    await store.releases.publish("keyed", { actor });
    const dangling = "insert into app_keyed.lead (id, helper) values (gen_random_uuid(), gen_random_uuid())";
    await expect(database.pool.query(dangling)).rejects.toThrow("fk$lead$helper");
    await store.releases.runTasks();
    const { rows } = await database.pool.query(
      `select (select count(*)::int from app_keyed.lead where helper is not null) as left,
        (select convalidated from pg_constraint where conname = 'fk$lead$helper'
           and conrelid = 'app_keyed.lead'::regclass) as checked`,
    );
    expect(rows).toEqual([{ left: 0, checked: true }]);
  });

  test("values are converted while others write, and none is lost", async () => {
    await given("busy", [aField("amount", "text")], { amount: "n || '.5'" });
    await saveDrafts(store, "busy", lead(aField("amount", "number", { settings: { decimals: 1 } })));
    let isPublished = false;
    const publishing = store.releases.publish("busy", { actor }).finally(() => {
      isPublished = true;
    });
    let written = 0;
    let refused = 0;
    while (!isPublished) {
      // The column is of the old type or of the new one; both read this text.
      await database.pool
        .query(`update app_busy.lead set amount = '77777' where name like '${(written % 900) + 100} %'`)
        .catch(() => (refused += 1));
      written += 1;
    }
    expect(await publishing).toBe(2);
    const kept = (await columns("busy")).find((name) => name.startsWith("zz_amount"));
    const { rows } = await database.pool.query(
      `select count(*)::int as wrong from app_busy.lead where amount is distinct from ${kept}::numeric and amount <> 77777`,
    );
    expect({ rows, refused }).toEqual({ rows: [{ wrong: 0 }], refused: 0 });
    const { rows: left } = await database.pool.query("select 1 from mortise.conversion_row");
    expect(left).toEqual([]);
    expect(written).toBeGreaterThan(10);
  });

  test("a value that comes in meanwhile and does not fit keeps the old release in force, and is named", async () => {
    await given("spoilt", [aField("amount", "text")], { amount: "n::text" });
    await saveDrafts(store, "spoilt", lead(aField("amount", "number")));
    const publishing = store.releases.publish("spoilt", { actor });
    const spoiling = until(async () => (await taskState("spoilt")) !== undefined).then(() =>
      database.pool.query("insert into app_spoilt.lead (id, amount) values (gen_random_uuid(), '很多')"),
    );
    await expect(publishing).rejects.toMatchObject({
      code: "STORE_PUBLISH_FAILED",
      text: { zh: expect.stringContaining("字段“amount”有 1 行的值不能转换") as string },
    });
    await spoiling;
    expect(store.releases.current("spoilt").number).toBe(1);
    expect(await columns("spoilt")).not.toContain("amount$next");
    const values = await database.pool.query("select 1 from app_spoilt.lead where amount = '很多'");
    expect(values.rowCount).toBe(1);
    const { pending } = await store.releases.structure("spoilt");
    expect(pending).toMatchObject({ state: "failed" });
    expect(await store.releases.publish("spoilt", { actor, accepted: ["lead.amount"] })).toBe(2);
    const emptied = await database.pool.query("select 1 from app_spoilt.lead where amount is null");
    expect(emptied.rowCount).toBe(1);
  });

  test("a duplicate that comes in while its unique index is built keeps the old release in force", async () => {
    await given("doubled", [aField("mail", "email")], { mail: "'m' || n || '@x.cn'" });
    await saveDrafts(store, "doubled", lead(aField("mail", "email", { unique: true })));
    const holder = await database.pool.connect();
    await holder.query("begin");
    await holder.query("insert into app_doubled.lead (id, mail) values (gen_random_uuid(), 'm1@x.cn')");
    const publishing = store.releases.publish("doubled", { actor });
    await until(async () => (await taskState("doubled"))?.state === "running");
    await holder.query("commit");
    holder.release();
    await expect(publishing).rejects.toMatchObject({
      code: "STORE_PUBLISH_FAILED",
      text: { zh: expect.stringContaining("字段“mail”有重复的值") as string },
    });
    expect(await indexes("doubled")).not.toHaveProperty("uq$lead$mail");
    expect(store.releases.current("doubled").number).toBe(1);
  });

  test("nobody waits long behind a publisher who waits for a table that somebody holds", async () => {
    await given("held", []);
    await saveDrafts(store, "held", lead(aField("extra", "text")));
    const holder = await database.pool.connect();
    await holder.query("begin");
    await holder.query("select count(*) from app_held.lead");
    const publishing = store.releases.publish("held", { actor });
    let longest = 0;
    for (const end = performance.now() + 2_500; performance.now() < end; await pause(10)) {
      const begun = performance.now();
      await database.pool.query("insert into app_held.lead (id) values (gen_random_uuid())");
      longest = Math.max(longest, performance.now() - begun);
    }
    await holder.query("commit");
    holder.release();
    expect(await publishing).toBe(2);
    expect(longest).toBeLessThan(2_000);
  });

  test("a release does not wait for an index that is being built: the build begins again afterwards", async () => {
    await given("hurried", []);
    await saveDrafts(store, "hurried", lead(aField("kind", "stage", stages)));
    await store.releases.publish("hurried", { actor });
    const holder = await database.pool.connect();
    await holder.query("begin isolation level repeatable read");
    // A snapshot that the build waits for; it locks no table.
    await holder.query("select pg_current_snapshot()");
    const building = other.releases.runTasks();
    await until(async () => "ix$lead$newest$owner$team$kind" in (await indexes("hurried")));
    await saveDrafts(store, "hurried", lead(aField("kind", "stage", stages), aField("extra", "text")));
    expect(await store.releases.publish("hurried", { actor })).toBe(3);
    await holder.query("commit");
    holder.release();
    await building;
    expect(await indexes("hurried")).toMatchObject({
      ix$lead$newest$owner$team$kind: true,
      ix$lead$kind: true,
    });
  });

  test("a second publisher is told that a release is being prepared, and may cancel it", async () => {
    await given("twice", [aField("mail", "email")], { mail: "'m' || n || '@x.cn'" });
    await saveDrafts(store, "twice", lead(aField("mail", "email", { unique: true })));
    const holder = await database.pool.connect();
    await holder.query("begin");
    await holder.query("insert into app_twice.lead (id) values (gen_random_uuid())");
    const publishing = store.releases.publish("twice", { actor });
    const outcome = publishing.catch((error: unknown) => error);
    await until(async () => (await taskState("twice"))?.state === "running");
    await expect(other.releases.publish("twice", { actor })).rejects.toMatchObject({
      code: "STORE_PUBLISH_UNDER_WAY",
    });
    await other.releases.cancelPending("twice", actor);
    await holder.query("commit");
    holder.release();
    expect(await outcome).toMatchObject({ code: "STORE_PUBLISH_FAILED" });
    expect(await indexes("twice")).not.toHaveProperty("uq$lead$mail");
  });
});

const stages = {
  settings: { options: [{ key: "new", name: { zh: "新", en: "New" } }] },
};

describe("a publisher that is killed", () => {
  const file = join(import.meta.dirname, "fixtures", "publish-process.ts");
  const publisher = (app: string): ChildProcess =>
    spawn(process.execPath, [file, database.url, app], { stdio: "inherit" });

  async function kill(child: ChildProcess): Promise<void> {
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
  }

  async function takeOver(): Promise<void> {
    // The session of the dead process ends when PostgreSQL notices; until then its lock stands.
    await until(async () => (await other.releases.runTasks()) && !(await other.releases.hasTasks()));
  }

  test("halfway through a column has its work finished by another process", async () => {
    await createLargeApp({ store, pool: database.pool, rows: 2 * ROWS }, "torn", [aField("amount", "text")], {
      amount: "n::text",
    });
    await saveDrafts(store, "torn", lead(aField("amount", "number")));
    const child = publisher("torn");
    await until(async () => ((await taskState("torn"))?.done ?? 0) > 400);
    await kill(child);
    const before = await taskState("torn");
    expect(before).toMatchObject({ state: "running" });
    expect(before?.done).toBeLessThan(2 * ROWS);
    await takeOver();
    expect(other.releases.current("torn").number).toBe(2);
    const { rows } = await database.pool.query(
      "select count(*)::int as right from app_torn.lead where amount = zz_amount_r2::numeric",
    );
    expect(rows).toEqual([{ right: 2 * ROWS }]);
  });

  test.each(["goes on", "ends"])("while PostgreSQL builds its index, whose session then %s", async (way) => {
    const app = way === "ends" ? "ended" : "going";
    await given(app, [aField("mail", "email")], { mail: "'m' || n || '@x.cn'" });
    await saveDrafts(store, app, lead(aField("mail", "email", { unique: true })));
    const holder = await database.pool.connect();
    await holder.query("begin");
    await holder.query(`insert into app_${app}.lead (id) values (gen_random_uuid())`);
    const child = publisher(app);
    await until(async () => "uq$lead$mail" in (await indexes(app)));
    await kill(child);
    expect(await indexes(app)).toMatchObject({ uq$lead$mail: false });
    if (way === "ends") {
      await database.pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'create unique index concurrently%' and datname = current_database()",
      );
    }
    await holder.query("commit");
    holder.release();
    await takeOver();
    expect(await indexes(app)).toMatchObject({ uq$lead$mail: true });
    expect(other.releases.current(app).number).toBe(2);
  });

  test("between the release and its indexes leaves them to others", async () => {
    await given("after", []);
    await saveDrafts(store, "after", lead(aField("kind", "stage", stages)));
    const child = publisher("after");
    await once(child, "exit");
    await Promise.all([store.releases.runTasks(), other.releases.runTasks()]);
    expect(await indexes("after")).toMatchObject({ ix$lead$kind: true });
    expect((await store.releases.structure("after")).tasks).toEqual([]);
  });
});
