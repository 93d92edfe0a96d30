import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { clearDangling } from "../migration/plan-keys.ts";
import { quoteIdentifier, tableName } from "../names.ts";
import type { ReferenceTask } from "./structure-task.ts";
import { saveTask, type TaskRow } from "./task-rows.ts";

type Database = Kysely<SystemDatabase>;

/** Rows that one transaction rewrites: few enough that nobody waits for their locks. */
const BATCH = 500;

/**
 * Empties the ids that point nowhere, batch by batch, then has PostgreSQL check the key without stopping writers. Goes
 * on after the mark of an earlier try; false when the signal stopped it.
 */
export async function checkReference(
  db: Database,
  row: TaskRow,
  { task, signal }: { readonly task: ReferenceTask; readonly signal: AbortSignal | undefined },
): Promise<boolean> {
  const { app } = row;
  const table = tableName(app, task.table);
  let { mark, done } = row;
  for (;;) {
    const from = mark;
    const { rows } = await sql<{ last: string | null; count: number }>`
      select max(id::text) as last, count(*)::int as count from (
        select id from ${sql.raw(table)} where ${sql.raw(quoteIdentifier(task.column))} is not null
          and ${from === null ? sql`true` : sql`id > ${from}::uuid`} order by id limit ${BATCH}) as batch`.execute(
      db,
    );
    const [range] = rows;
    if (!range || range.last === null) break;
    if (signal?.aborted === true) return false;
    const after = from === null ? "" : `t.id > '${from}' and `;
    await db.transaction().execute(async (transaction) => {
      await sql.raw(clearDangling(app, task, `${after}t.id <= '${range.last}'`)).execute(transaction);
      mark = range.last;
      done += range.count;
      await saveTask(transaction, row.id, { mark, done });
    });
  }
  await sql.raw(`alter table ${table} validate constraint ${quoteIdentifier(task.name)}`).execute(db);
  return true;
}
