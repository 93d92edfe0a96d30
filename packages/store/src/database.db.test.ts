import { silentLogger, systemClock } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { describe, expect, test } from "vitest";
import { openStore, type Store } from "./database.ts";
import { sql } from "kysely";

const database = useDatabase();
const open = (url: string): Promise<Store> => openStore({ url, clock: systemClock, logger: silentLogger });

describe("openStore", () => {
  test("lets two processes start at once on an empty database", async () => {
    const stores = await Promise.all([open(database.url), open(database.url)]);
    const names = await stores[0].db.selectFrom("migration").select("name").orderBy("name").execute();
    expect(names.map(({ name }) => name).slice(0, 2)).toEqual(["0001-accounts", "0002-metadata"]);
    for (const store of stores) await store.close();
  });

  test("refuses a database that a newer version has migrated", async () => {
    await database.pool.query("insert into mortise.migration (name) values ('9999-future')");
    await expect(open(database.url)).rejects.toMatchObject({ code: "STORE_DATABASE_TOO_NEW" });
    await database.pool.query("delete from mortise.migration where name = '9999-future'");
  });

  test("says where it could not connect, without the password", async () => {
    const failure = await open("postgres://root:s3cret@127.0.0.1:1/none").catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: "STORE_DATABASE_UNREACHABLE",
      text: { en: expect.stringContaining("127.0.0.1:1/none: nothing is listening there") as string },
    });
    expect(JSON.stringify(failure) + String(failure)).not.toContain("s3cret");
  });

  test("gives values in the forms that records hold", async () => {
    const store = await open(database.url);
    const { rows } = await sql`select 0.10::numeric as n, '2026-11-22'::date as d, 7::bigint as b,
      '2026-11-22 09:30+08'::timestamptz as t, array[0.10]::numeric[] as ns`.execute(store.db);
    expect(rows).toEqual([{ n: "0.10", d: "2026-11-22", b: 7, t: "2026-11-22T01:30:00.000Z", ns: ["0.10"] }]);
    await store.close();
  });

  test("hears notifications, and says so after the connection was lost", async () => {
    const store = await open(database.url);
    const heard: (string | undefined)[] = [];
    let wake: () => void = () => undefined;
    const next = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    await store.listen("test_channel", (payload) => {
      heard.push(payload);
      wake();
    });
    let arrival = next();
    await database.pool.query("select pg_notify('test_channel', 'one')");
    await arrival;
    arrival = next();
    await database.pool.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mortise-listen' and datname = current_database()",
    );
    await arrival;
    arrival = next();
    await database.pool.query("select pg_notify('test_channel', 'two')");
    await arrival;
    expect(heard).toEqual(["one", undefined, "two"]);
    await store.close();
  });
});
