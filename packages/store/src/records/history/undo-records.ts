import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { moveChildren } from "../command/edit-children.ts";
import { releaseHolders } from "../command/delete-rules.ts";
import { liveChildren } from "../command/live-children.ts";
import { type PlannedChange, storeChanges } from "../command/store-changes.ts";
import { accessForWrite, batchOf, type Write } from "../session/write-session.ts";
import { textAt } from "../model/row-values.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { settledByPools } from "../pool/settle-pool.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { planUndo, type Undoing } from "./plan-undo.ts";
import type { UndoConflict } from "./undo-result.ts";

/** Takes the net changes of one entity's records back, as far as nobody has built on them or as the mode says. */
export async function undoRecords(
  write: Write,
  undoing: Undoing,
): Promise<{ undone: number; conflicts: readonly UndoConflict[]; batches: readonly ChangeBatch[] }> {
  const [first] = undoing.changes;
  if (!first) return { undone: 0, conflicts: [], batches: [] };
  const access = accessForWrite(write, first.entity);
  const { removed, restored, conflicts } = await planUndo(write, access, undoing);
  // Rows before totals over them.
  const below = await moveBelow(write, access, [...removed, ...restored]);
  await completeRestored(write, access, restored);
  const batches = [
    ...(await store(write, access, { type: "deleted", changes: removed })),
    ...(await store(write, access, { type: "updated", changes: restored })),
  ];
  batches.push(...below);
  const gone = removed.map(({ before }) => textAt(before, "id"));
  batches.push(
    ...(await releaseHolders(write, access.model, { ids: gone, at: write.session.now.toISOString() })),
  );
  await forgetStages(write, [...removed, ...restored], undoing.sets);
  return { undone: removed.length + restored.length, conflicts, batches };
}

async function completeRestored(
  write: Write,
  access: RowAccess,
  restored: readonly PlannedChange[],
): Promise<void> {
  const { model } = access;
  const ids = restored.map(({ before }) => textAt(before, "id"));
  const children = await liveChildren(write, model, ids);
  const moment = { actor: write.actor, now: write.session.now };
  for (const { before, after } of restored) {
    Object.assign(after, settledByPools(write, model, { before, after }));
    applyFormulas(model, after, { moment, children: children(textAt(after, "id")) });
  }
  const live = restored.filter(({ after }) => after["deleted_at"] === null);
  await checkUnique(
    write,
    model,
    live.map(({ after }) => ({ id: textAt(after, "id"), path: "", values: after })),
  );
}

async function store(
  write: Write,
  access: RowAccess,
  { type, changes }: { readonly type: "deleted" | "updated"; readonly changes: readonly PlannedChange[] },
): Promise<readonly ChangeBatch[]> {
  const { model } = access;
  const records = await storeChanges(write, model, { type, changes, logsStages: false });
  return records.length > 0 ? [batchOf(write, model.id, batchType(type, records), records)] : [];
}

/** Child rows go to the bin and come out of it with their record. */
async function moveBelow(
  write: Write,
  { model }: RowAccess,
  changes: readonly PlannedChange[],
): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const [key, moved] of Map.groupBy(changes.filter(movesBin), binMove)) {
    // The key was written by `binMove`.
    const [from = null, to = null] = JSON.parse(key) as readonly (string | null)[];
    const parents = moved.map(({ before }) => textAt(before, "id"));
    batches.push(...(await moveChildren(write, model, { parents, from, to })));
  }
  return batches;
}

function movesBin({ before, after }: PlannedChange): boolean {
  return before["deleted_at"] !== after["deleted_at"];
}

function binMove({ before, after }: PlannedChange): string {
  return JSON.stringify([before["deleted_at"] ?? null, after["deleted_at"] ?? null]);
}

/** A change-set that only took records out of the bin is a restoring one to those who react. */
function batchType(type: "deleted" | "updated", records: readonly RecordChange[]): ChangeBatch["type"] {
  const isMove = records.every((record) => record.changed.includes("deleted_at"));
  if (type === "deleted" || !isMove) return type;
  return records.every((record) => record.after["deleted_at"] === null) ? "restored" : "deleted";
}

/** Stages that were entered by mistake did not happen: funnels and cycle times forget them. */
async function forgetStages(
  write: Write,
  changes: readonly PlannedChange[],
  sets: readonly string[],
): Promise<void> {
  const ids = changes.map(({ before }) => textAt(before, "id"));
  await sql`delete from mortise.stage_log
    where change_set = any(${[...sets]}::uuid[]) and record = any(${ids}::uuid[])`.execute(write.session.db);
}
