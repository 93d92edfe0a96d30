import { newId } from "@mortise/kit";
import type { Kysely } from "kysely";
import { announceChanges } from "../../feed/change-notice.ts";
import { FieldFiller, type FillBasis } from "../../records/derived/fill-field.ts";
import type { SystemDatabase } from "../../system-schema.ts";
import { mustMakeWay } from "./make-way.ts";
import type { FillTask } from "./structure-task.ts";
import { saveTask, type TaskRow } from "./task-rows.ts";

/** A field to fill, and what may stop that. */
export interface FillRun {
  readonly row: TaskRow;
  readonly task: FillTask;
  readonly basis: FillBasis;
  readonly signal: AbortSignal | undefined;
}

/**
 * Works a kept value out anew in all records, some at a time, and tells whoever looks at them. Goes on after the mark of
 * an earlier try. False when it was stopped, or when somebody is about to change tables.
 */
export async function runFill(
  db: Kysely<SystemDatabase>,
  { row, task, basis, signal }: FillRun,
): Promise<boolean> {
  const { app } = row;
  const { entity } = task;
  if (!basis.catalog.field(entity, task.field)) return true;
  const filler = new FieldFiller(db, basis);
  let { mark, done } = row;
  for (;;) {
    if (signal?.aborted === true || (await mustMakeWay(db))) return false;
    const isLast = await db.transaction().execute(async (transaction) => {
      const { rows, last } = await filler.fillNext(transaction, task, mark);
      mark = last ?? mark;
      done += rows;
      await saveTask(transaction, row.id, { mark, done });
      if (last !== null) return false;
      await announceChanges(transaction, [{ app, entity, changeSet: newId(), ids: [], more: true }]);
      return true;
    });
    if (isLast) return true;
  }
}
