import { Client } from "pg";
import { expect, test } from "vitest";
import { createDatabase, prepareTemplate, useDatabase, withDatabase } from "./database.ts";

const database = useDatabase();

async function databaseNames(): Promise<string[]> {
  const { rows } = await database.pool.query<{ datname: string }>("select datname from pg_database");
  return rows.map((row) => row.datname);
}

test("a file has a database of its own", async () => {
  const { rows } = await database.pool.query("select current_database() as name");
  expect(rows).toEqual([{ name: database.name }]);
  expect(new URL(database.url).pathname).toBe(`/${database.name}`);
});

test("withDatabase removes the database even when the work fails", async () => {
  let name = "";
  const work = withDatabase(async (own) => {
    name = own.name;
    expect(await databaseNames()).toContain(name);
    await own.pool.query("no such statement");
  });
  await expect(work).rejects.toThrow(/syntax error/);
  expect(await databaseNames()).not.toContain(name);
});

test("a database is dropped although a stranger still holds a session on it", async () => {
  const own = await createDatabase();
  const stranger = new Client({ connectionString: own.url });
  const farewell = new Promise((resolve) => stranger.on("error", resolve));
  await stranger.connect();
  await own.drop();
  expect(await databaseNames()).not.toContain(own.name);
  expect(await farewell).toMatchObject({ code: "57P01" });
});

test("a template is prepared once and copied with its content", async () => {
  let prepared = 0;
  const prepare = () =>
    prepareTemplate("database.db.test", async (url) => {
      prepared += 1;
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("create table seeded as select 7 as n");
      await client.end();
    });
  const [template, again] = await Promise.all([prepare(), prepare()]);
  expect(again).toBe(template);
  expect(prepared).toBe(1);
  await withDatabase(
    async ({ pool }) => expect((await pool.query("select n from seeded")).rows).toEqual([{ n: 7 }]),
    { template },
  );
});
