import { textAt } from "../model/row-values.ts";
import type { Command } from "../record-command.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { moveChildren } from "./edit-children.ts";
import { lockForWrite } from "./lock-rows.ts";
import { recomputeParents } from "./recompute-parents.ts";
import { type PlannedChange, storeChanges } from "./store-changes.ts";
import { accessForWrite, batchOf, rowPath, type Write, type Written } from "../session/write-session.ts";

type BinCommand = Extract<Command, { type: "delete" | "restore" }>;

/** Moves records into the recycle bin or out of it; restoring checks unique values again. */
export async function moveToBin(write: Write, command: BinCommand): Promise<Written> {
  const isDelete = command.type === "delete";
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  const ids = [...new Set(command.ids)];
  const locked = await lockForWrite(write, access, {
    ids,
    state: isDelete ? "live" : "deleted",
    operation: "delete",
  });
  const deletedAt = isDelete ? write.session.now.toISOString() : null;
  const changes = [...locked.values()].map((before): PlannedChange => ({
    before,
    after: { ...before, deleted_at: deletedAt },
  }));
  if (!isDelete) {
    await checkUnique(
      write,
      model,
      changes.map(({ after }, index) => ({
        id: textAt(after, "id"),
        path: rowPath(write, index, changes.length),
        values: after,
      })),
    );
  }
  const type = isDelete ? "deleted" : "restored";
  const records = await storeChanges(write, model, { type, changes, logsStages: false });
  for (const { before } of changes) {
    const parents = [textAt(before, "id")];
    const from = before["deleted_at"];
    await moveChildren(write, model, {
      parents,
      from: typeof from === "string" ? from : null,
      to: deletedAt,
    });
  }
  const parents = model.parent ? records.map((record) => textAt(record.after, "parent")) : [];
  const above = await recomputeParents(write, model, parents);
  return {
    ids: records.map((record) => record.id),
    revisions: records.map((record) => Number(record.after["revision"])),
    batches: [...(records.length > 0 ? [batchOf(write, model.id, type, records)] : []), ...above],
  };
}
