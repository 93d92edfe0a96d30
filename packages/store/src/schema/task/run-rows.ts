import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { clearDangling } from "../migration/plan-keys.ts";
import { refillSearch } from "../migration/plan-search.ts";
import { quoteIdentifier, tableName } from "../names.ts";
import type { ReferenceTask, SearchTask } from "./structure-task.ts";
import { saveTask, type TaskRow } from "./task-rows.ts";

type Database = Kysely<SystemDatabase>;

/** Rows that one transaction rewrites: few enough that nobody waits for their locks. */
const BATCH = 500;

/** Empties the ids that point nowhere, batch by batch, then has PostgreSQL check the key without stopping writers. */
export async function checkReference(db: Database, row: TaskRow, task: ReferenceTask): Promise<void> {
  const { app } = row;
  const filled = sql.raw(`${quoteIdentifier(task.column)} is not null`);
  await walk(db, row, { table: task.table, filled }, (range) => clearDangling(app, task, range));
  const validate = `alter table ${tableName(app, task.table)} validate constraint ${quoteIdentifier(task.name)}`;
  await sql.raw(validate).execute(db);
}

/** Writes the search text of every row anew, batch by batch. */
export async function refillRows(db: Database, row: TaskRow, { entity }: SearchTask): Promise<void> {
  await walk(db, row, { table: entity, filled: sql`true` }, (range) => refillSearch(row.app, entity, range));
}

/** Runs a statement over ranges of ids; the mark in the task's row lets another process go on where this one ended. */
async function walk(
  db: Database,
  row: TaskRow,
  { table, filled }: { readonly table: string; readonly filled: ReturnType<typeof sql> },
  statement: (range: string) => string,
): Promise<void> {
  let { mark, done } = row;
  for (;;) {
    const from = mark;
    const { rows } = await sql<{ last: string | null; count: number }>`
      select max(id::text) as last, count(*)::int as count from (
        select id from ${sql.raw(tableName(row.app, table))}
        where ${filled} and ${from === null ? sql`true` : sql`id > ${from}::uuid`} order by id limit ${BATCH}) as batch`.execute(
      db,
    );
    const [range] = rows;
    if (!range || range.last === null) return;
    const after = from === null ? "" : `t.id > '${from}' and `;
    await db.transaction().execute(async (transaction) => {
      await sql.raw(statement(`${after}t.id <= '${range.last}'`)).execute(transaction);
      mark = range.last;
      done += range.count;
      await saveTask(transaction, row.id, { mark, done });
    });
  }
}
