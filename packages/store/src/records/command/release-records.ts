import { operationNotAllowed } from "../record-errors.ts";
import type { Command } from "../record-command.ts";
import { lockForWrite } from "./lock-rows.ts";
import { storeChanges } from "./store-changes.ts";
import { accessForWrite, batchOf, type Write, type Written } from "../session/write-session.ts";

/** Returns records to the pool: they lose their owner and keep their team. */
export async function releaseRecords(
  write: Write,
  command: Extract<Command, { type: "release" }>,
): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  if (!model.entity.owned) throw operationNotAllowed({ operation: "退回公海 / release" });
  const ids = [...new Set(command.ids)];
  const locked = await lockForWrite(write, access, { ids, state: "live", operation: "update" });
  const changes = [...locked.values()].map((before) => ({ before, after: { ...before, owner: null } }));
  const note = command.reason?.trim();
  const records = await storeChanges(write, model, {
    type: "released",
    changes,
    looksBack: true,
    ...(note ? { note } : {}),
  });
  const revisions = new Map(records.map((record) => [record.id, Number(record.after["revision"])]));
  return {
    ids,
    revisions: ids.map((id) => revisions.get(id) ?? Number(locked.get(id.toLowerCase())?.["revision"])),
    batches: records.length > 0 ? [batchOf(write, model.id, "updated", records)] : [],
  };
}
