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

/** A task over rows, and what ends it early: then the answer is false and the mark says where to go on. */
export interface RowsRun<Task> {
  readonly task: Task;
  readonly signal: AbortSignal | undefined;
}

interface Walk {
  readonly table: string;
  readonly filled: ReturnType<typeof sql>;
  readonly signal: AbortSignal | undefined;
}

/** Empties the ids that point nowhere, batch by batch, then has PostgreSQL check the key without stopping writers. */
export async function checkReference(
  db: Database,
  row: TaskRow,
  { task, signal }: RowsRun<ReferenceTask>,
): Promise<boolean> {
  const { app } = row;
  const filled = sql.raw(`${quoteIdentifier(task.column)} is not null`);
  const statement = (range: string): string => clearDangling(app, task, range);
  if (!(await walk(db, row, { table: task.table, filled, signal }, statement))) return false;
  const validate = `alter table ${tableName(app, task.table)} validate constraint ${quoteIdentifier(task.name)}`;
  await sql.raw(validate).execute(db);
  return true;
}

/** Writes the search text of every row anew, batch by batch. */
export async function refillRows(
  db: Database,
  row: TaskRow,
  { task, signal }: RowsRun<SearchTask>,
): Promise<boolean> {
  const { entity } = task;
  const statement = (range: string): string => refillSearch(row.app, entity, range);
  return walk(db, row, { table: entity, filled: sql`true`, signal }, statement);
}

/** Runs a statement over ranges of ids; the mark in the task's row lets another process go on where this one ended. */
async function walk(
  db: Database,
  row: TaskRow,
  { table, filled, signal }: Walk,
  statement: (range: string) => string,
): Promise<boolean> {
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
    if (!range || range.last === null) return true;
    if (signal?.aborted === true) return false;
    const after = from === null ? "" : `t.id > '${from}' and `;
    await db.transaction().execute(async (transaction) => {
      await sql.raw(statement(`${after}t.id <= '${range.last}'`)).execute(transaction);
      mark = range.last;
      done += range.count;
      await saveTask(transaction, row.id, { mark, done });
    });
  }
}
