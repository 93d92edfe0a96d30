import { silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import type { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queryTooSlow } from "../records/record-errors.ts";
import { refusal } from "../records/fixtures/refusal.ts";
import { createPool } from "./pool.ts";
import { inTime, whileWaited } from "./running-read.ts";

const database = useDatabase();
let pool: Pool;
let db: Kysely<unknown>;

beforeAll(() => {
  pool = createPool({ url: database.url, logger: silentLogger, maxConnections: 1 });
  db = new Kysely({ dialect: new PostgresDialect({ pool }) });
});
afterAll(() => db.destroy());

const SHORT = { seconds: 0.05, tooSlow: queryTooSlow };
const LONG = { seconds: 60, tooSlow: queryTooSlow };
const sleep = (over: Kysely<unknown>) => sql`select pg_sleep(60)`.execute(over);
const processOf = async (): Promise<unknown> =>
  (await sql<{ id: number }>`select pg_backend_pid() as id`.execute(db)).rows[0]?.id;

test("a read ends when its time is over, and its connection serves the next at once", async () => {
  const before = await processOf();
  const error = await refusal(inTime(SHORT, () => sleep(db)));
  expect(error.code).toBe("STORE_QUERY_TOO_SLOW");
  expect(error.text.en).toContain("0.05 seconds");
  expect(await processOf()).toBe(before);
});

test("statements of a read that is over are not even sent, not by those who waited for a connection either", async () => {
  const order: string[] = [];
  const slow = refusal(inTime(SHORT, () => sleep(db)));
  const queued = refusal(
    inTime(SHORT, async () => {
      await sql`select 1`.execute(db).finally(() => order.push("queued"));
    }),
  );
  expect((await slow).code).toBe("STORE_QUERY_TOO_SLOW");
  expect((await queued).code).toBe("STORE_QUERY_TOO_SLOW");
  expect(order).toEqual(["queued"]);
});

test("a read ends when nobody waits for it any more, and does not begin for somebody who is gone", async () => {
  const asker = new AbortController();
  const read = refusal(whileWaited(asker.signal, () => inTime(LONG, () => sleep(db))));
  await expect.poll(() => sleeping()).toBe(1);
  asker.abort();
  expect((await read).code).toBe("STORE_READ_GIVEN_UP");
  expect(await sleeping()).toBe(0);
  const late = await refusal(whileWaited(asker.signal, () => inTime(LONG, () => sleep(db))));
  expect(late.code).toBe("STORE_READ_GIVEN_UP");
});

test("a transaction of a read that is over is rolled back", async () => {
  const work = () => db.transaction().execute((transaction) => sleep(transaction));
  expect((await refusal(inTime(SHORT, work))).code).toBe("STORE_QUERY_TOO_SLOW");
  expect((await sql<{ n: number }>`select 1 as n`.execute(db)).rows).toEqual([{ n: 1 }]);
});

test("what is no read, and a read in time, go on", async () => {
  const asker = new AbortController();
  const other = whileWaited(asker.signal, () =>
    sql<{ n: number }>`select 1 as n from pg_sleep(0.1)`.execute(db),
  );
  asker.abort();
  expect((await other).rows).toEqual([{ n: 1 }]);
  const read = await inTime(LONG, () => sql<{ n: number }>`select 2 as n`.execute(db));
  expect(read.rows).toEqual([{ n: 2 }]);
});

test("mistakes in a read stay what they are", async () => {
  await expect(inTime(LONG, () => sql`select 1/0`.execute(db))).rejects.toMatchObject({ code: "22012" });
});

test("statements end when their asker has died", async () => {
  const { rows } = await sql<{ every: string }>`
    select current_setting('client_connection_check_interval') as every`.execute(db);
  expect(rows[0]?.every).toBe("10s");
});

async function sleeping(): Promise<number> {
  const { rows } = await database.pool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`,
  );
  return rows[0]?.n ?? 0;
}
