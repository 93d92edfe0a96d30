import type { Kysely } from "kysely";
import type { SystemDatabase } from "../../system-schema.ts";
import { type ConversionContext, RowConverter } from "../conversion/convert-rows.ts";
import type { ConversionTask } from "./structure-task.ts";
import { saveTask, type TaskRow } from "./task-rows.ts";

/** So many rows may be left for the moment in which the table is locked. */
const FEW = 200;

/**
 * Fills the new column from the old one, batch by batch, then catches up with what was written meanwhile until little
 * is left. Goes on after the mark of an earlier try.
 */
export async function convertColumn(
  db: Kysely<SystemDatabase>,
  { row, task, context }: { row: TaskRow; task: ConversionTask; context: ConversionContext },
): Promise<void> {
  const converter = new RowConverter(context, task);
  let { mark, done } = row;
  for (let isEmpty = false; !isEmpty;) {
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
}
