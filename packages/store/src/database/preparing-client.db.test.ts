import { silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "./pool.ts";
import { BinaryWriter } from "./binary-writer.ts";
import { savepoint } from "../journal/savepoint.ts";
import { copyInto, PREPARED, preparedMark } from "./preparing-client.ts";

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

const HEAD = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

/** Rows of `figure` in binary form, one piece each. */
function* figures(from: number, to: number): Generator<Uint8Array> {
  const out = new BinaryWriter(64);
  out.bytes(HEAD);
  for (let id = from; id < to; id += 1) {
    out.int16(1);
    out.int32(4);
    out.int32(id);
    yield out.take();
  }
  out.int16(-1);
  yield out.take();
}

async function figureCount(): Promise<number | undefined> {
  return (await sql<{ count: number }>`select count(*)::int from figure`.execute(db)).rows[0]?.count;
}

test("rows are streamed in as many pieces as they come in", async () => {
  const before = await figureCount();
  await copyInto(db, "figure (id)", figures(100, 40_100));
  expect(await figureCount()).toBe((before ?? 0) + 40_000);
});

test("a stream that cannot be made fails with its reason, leaves nothing, and the connection goes on", async () => {
  const before = await figureCount();
  async function* broken() {
    yield* figures(50_000, 50_001);
    yield await Promise.reject<Uint8Array>(new RangeError("no more rows"));
  }
  await expect(copyInto(db, "figure (id)", broken())).rejects.toThrow("no more rows");
  expect(await figureCount()).toBe(before);
});

test("a stream that the database refuses halfway is not made to its end", async () => {
  const before = await figureCount();
  let made = 0;
  function* repeated() {
    for (const piece of figures(90_000, 90_002)) yield piece;
    for (made = 0; made < 1_000_000; made += 1) yield Buffer.alloc(4096);
  }
  await expect(copyInto(db, "figure (id)", repeated())).rejects.toThrow(/after EOF/);
  expect(made).toBeLessThan(1_000_000);
  expect(await figureCount()).toBe(before);
});

test("what begins a transaction goes with its first statement, and what is refused is undone as ever", async () => {
  const count = () => figureCount();
  const before = await count();
  for (const round of [1, 2, 3]) {
    const refused = db.transaction().execute(async (transaction) => {
      await sql`${PREPARED} insert into figure (id) values (${90_000 + round})`.execute(transaction);
      await sql`${PREPARED} insert into figure (id) values (${90_000 + round})`.execute(transaction);
    });
    await expect(refused).rejects.toThrow("duplicate key");
    expect(await count()).toBe(before);
  }
  await db.transaction().execute(async (transaction) => {
    await sql`insert into figure (id) values (90_000)`.execute(transaction);
  });
  await db.transaction().execute(async () => undefined);
  expect(await count()).toBe((before ?? 0) + 1);
});

test("a part of a transaction that is refused leaves the rest, whatever follows its savepoint", async () => {
  const rows = await db.transaction().execute(async (transaction) => {
    const refusedPart = (part: () => Promise<unknown>) =>
      savepoint(transaction as never, part).then(
        () => "kept",
        () => "refused",
      );
    const said: string[] = [];
    for (const id of [91_000, 91_000, 91_001, 91_001]) {
      said.push(
        await refusedPart(() => sql`${PREPARED} insert into figure (id) values (${id})`.execute(transaction)),
      );
      said.push(
        await refusedPart(() => sql`insert into figure (id) values (${id + 5})`.execute(transaction)),
      );
    }
    said.push(await refusedPart(() => copyInto(transaction, "figure (id)", figures(91_100, 91_103))));
    const { rows: found } = await sql<{
      id: number;
    }>`select id from figure where id between ${91_000} and 91_200
      order by id`.execute(transaction);
    return { said, found: found.map(({ id }) => id) };
  });
  const pair = ["kept", "kept", "refused", "refused"];
  expect(rows.said).toEqual([...pair, ...pair, "kept"]);
  expect(rows.found).toEqual([91_000, 91_001, 91_005, 91_006, 91_100, 91_101, 91_102]);
});
