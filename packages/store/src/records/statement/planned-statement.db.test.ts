import { silentLogger } from "@mortise/kit";
import { useDatabase } from "@mortise/testing";
import { Kysely, PostgresDialect, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPool } from "../../database/pool.ts";
import { preparedMarkText } from "../../database/preparing-client.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { compileStatement, Slot } from "./compiled-statement.ts";
import { PlannedStatement } from "./planned-statement.ts";

const database = useDatabase();
let db: Kysely<SystemDatabase>;

beforeAll(async () => {
  const pool = createPool({ url: database.url, logger: silentLogger, maxConnections: 1 });
  db = new Kysely({ dialect: new PostgresDialect({ pool }) });
  await sql`create table sample (id integer primary key, kind text not null)`.execute(db);
  await sql`insert into sample select n, case when n % 1000 = 0 then 'rare' else 'common' end
    from generate_series(1, 50000) as n`.execute(db);
  await sql`create index sample_kind on sample (kind)`.execute(db);
  await sql`analyze sample`.execute(db);
});
afterAll(() => db.destroy());

async function preparedTexts(): Promise<readonly string[]> {
  const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db);
  return rows.map(({ statement }) => statement);
}

test("a read whose plan knows its values no better is prepared when it comes again", async () => {
  const byId = compileStatement(
    db,
    sql`select t.id from sample as t where t.id > ${new Slot("id")}::integer
    order by t.id limit 2`,
  );
  const statement = new PlannedStatement(byId, preparedMarkText("walk"));
  const ids = async (id: number) => (await statement.run<{ id: number }>(db, { id })).map((row) => row.id);
  expect(await ids(10)).toEqual([11, 12]);
  expect(await preparedTexts()).toEqual([]);
  expect(await ids(20)).toEqual([21, 22]);
  expect(await ids(49_999)).toEqual([50_000]);
  expect(await preparedTexts()).toEqual([expect.stringContaining("prepared walk")]);
});

test("a read whose best plan depends on its value is planned for it every time", async () => {
  const ofKind = (kind: string) =>
    new PlannedStatement(
      compileStatement(
        db,
        sql`select t.id from sample as t where t.kind = ${kind}::text order by t.id limit 2`,
      ),
      preparedMarkText("kind"),
    );
  const rounds = async (kind: string) => {
    const statement = ofKind(kind);
    for (let round = 0; round < 3; round += 1) expect(await statement.run(db)).toHaveLength(2);
    return (await preparedTexts()).filter((text) => text.includes("prepared kind")).length;
  };
  // A walk by id meets two common ones at once, and would go through two thousand rows for two rare ones.
  expect(await rounds("rare")).toBe(0);
  expect(await rounds("common")).toBe(1);
});

test("what is run in a transaction is not asked about there", async () => {
  const statement = new PlannedStatement(
    compileStatement(db, sql`select 1 / ${new Slot("by")}::integer as n`),
    preparedMarkText("divide"),
  );
  await statement.run(db, { by: 1 });
  await db.transaction().execute(async (transaction) => {
    expect(await statement.run(transaction, { by: 1 })).toEqual([{ n: 1 }]);
  });
  await expect(statement.run(db, { by: 0 })).rejects.toThrow("division by zero");
  expect(await statement.run(db, { by: 1 })).toEqual([{ n: 1 }]);
});
