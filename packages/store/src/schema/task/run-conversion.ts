import type { Kysely } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { type ConversionContext, RowConverter } from "../conversion/convert-rows.ts";
import type { ConversionTask } from "./structure-task.ts";
import { saveTask, type TaskRow } from "./task-rows.ts";

/** So many rows may be left for the moment in which the table is locked. */
const FEW = 200;

/**
 * Fills the new column from the old one, batch by batch, then catches up with what was written meanwhile until little
 * is left. Goes on after the mark of an earlier try. False when the signal, or the end of what it is done for, stopped it.
 */
export async function convertColumn(
  db: Kysely<SystemDatabase>,
  { row, task, context, signal }: ConversionRun,
): Promise<boolean> {
  const converter = new RowConverter(context, task);
  let { mark, done } = row;
  for (let isEmpty = false; !isEmpty;) {
    if (signal?.aborted === true || !(await isWanted(db, row.app))) return false;
    await db.transaction().execute(async (transaction) => {
      const batch = await converter.batch(transaction, { after: mark });
      isEmpty = batch.isEmpty;
      mark = batch.last ?? mark;
      done += batch.rows;
      await saveTask(transaction, row.id, { mark, done });
    });
  }
  for (let rows = FEW; rows >= FEW;) {
    rows = await db
      .transaction()
      .execute(async (transaction) => (await converter.batch(transaction, { queued: true })).rows);
  }
  return true;
}

/** A column to fill, and what may stop that. */
export interface ConversionRun {
  readonly row: TaskRow;
  readonly task: ConversionTask;
  readonly context: ConversionContext;
  readonly signal: AbortSignal | undefined;
}

/** The release that the column is filled for may have been cancelled. */
async function isWanted(db: Kysely<SystemDatabase>, app: string): Promise<boolean> {
  const pending = await db
    .selectFrom("pending_release")
    .select("state")
    .where("app", "=", app)
    .executeTakeFirst();
  return pending?.state === "preparing";
}
