import { silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "./pool.ts";
import { PREPARED, preparedMark } from "./preparing-client.ts";

const database = useDatabase();
let db: Kysely<unknown>;

beforeAll(async () => {
  const pool = createPool({ url: database.url, logger: silentLogger, maxConnections: 1 });
  db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  await sql`create table figure (id integer primary key, value integer)`.execute(db);
  await sql`insert into figure values (1, 10), (2, 20)`.execute(db);
});
afterAll(async () => {
  await db.destroy();
});

async function prepared(): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`
    select statement from pg_prepared_statements order by prepare_time`.execute(db);
  return rows.map(({ statement }) => statement.trim());
}

test("a marked statement is prepared once, and answers by its parameters", async () => {
  const value = async (id: number) =>
    (await sql<{ value: number }>`${PREPARED} select value from figure where id = ${id}`.execute(db)).rows[0]
      ?.value;
  expect([await value(1), await value(2), await value(3)]).toEqual([10, 20, undefined]);
  expect(await prepared()).toEqual(["/* prepared  */ select value from figure where id = $1"]);
});

test("a statement without the mark is not kept", async () => {
  const before = await prepared();
  await sql`select value from figure where value > ${5}`.execute(db);
  expect(await prepared()).toEqual(before);
});

test("another version of a table is read with a statement of its own", async () => {
  const read = async (version: number) =>
    (await sql`${preparedMark(version)} select value from figure where id = ${1}`.execute(db)).rows;
  expect(await read(1)).toEqual([{ value: 10 }]);
  await sql`alter table figure alter column value type text`.execute(db);
  await expect(read(1)).rejects.toThrow("cached plan must not change result type");
  expect(await read(2)).toEqual([{ value: "10" }]);
});
