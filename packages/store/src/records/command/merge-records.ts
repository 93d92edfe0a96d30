import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { textAt } from "../model/row-values.ts";
import type { Command } from "../record-command.ts";
import { operationNotAllowed, recordNotFound } from "../record-errors.ts";
import { accessForWrite, batchOf, type Write, type Written } from "../session/write-session.ts";
import { moveToBin } from "./delete-records.ts";
import { redirectReferences } from "./incoming-references.ts";
import { liveChildren } from "./live-children.ts";
import { lockForWrite } from "./lock-rows.ts";
import { redirectLinks } from "./redirect-links.ts";
import { storeChanges } from "./store-changes.ts";
import { updateRecords } from "./update-records.ts";

type MergeCommand = Extract<Command, { type: "merge" }>;

/**
 * Makes one record of two: the chosen values go into the survivor, references and child rows move to it, and the other
 * one goes to the bin with a pointer. Needs the right to change the one and to delete the other. Undone as one.
 */
export async function mergeRecords(write: Write, command: MergeCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  const survivor = command.survivor.toLowerCase();
  const loser = command.loser.toLowerCase();
  if (!isId(survivor) || !isId(loser)) throw recordNotFound();
  if (survivor === loser || model.parent) throw operationNotAllowed({ operation: "合并 / merge" });
  await lockForWrite(write, access, { ids: [loser], state: "live", operation: "delete" });
  await lockForWrite(write, access, { ids: [survivor], state: "live", operation: "update" });
  const moved = [
    ...(await redirectReferences(write, model.id, { from: [loser], to: survivor })),
    ...(await redirectLinks(write, model.id, { from: loser, to: survivor })),
    ...(await moveRows(write, model, { from: loser, to: survivor })),
  ];
  // Into the bin first: the survivor may take over a unique value.
  const { entity } = command;
  const gone = await moveToBin(write, { type: "delete", entity, ids: [loser] });
  const change = {
    id: survivor,
    values: command.values,
    ...(command.revision === undefined ? {} : { revision: command.revision }),
  };
  const kept = await updateRecords(write, { type: "update", entity, changes: [change] });
  await sql`
    insert into mortise.merged_record (record, app, entity, survivor, change_set)
    values (${loser}::uuid, ${write.app}, ${entity}, ${survivor}::uuid, ${write.session.changeSet}::uuid)
    on conflict (record) do update set survivor = excluded.survivor, change_set = excluded.change_set`.execute(
    write.session.db,
  );
  return { ...kept, batches: [...moved, ...gone.batches, ...kept.batches] };
}

/** Child rows follow behind those that the survivor has. */
async function moveRows(
  write: Write,
  model: EntityModel,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly ChangeBatch[]> {
  const fields = new Set(model.childFields.map((field) => field.id));
  const stored = await liveChildren(write, model, [from, to], fields);
  const batches: ChangeBatch[] = [];
  for (const field of model.childFields) {
    const child = write.session.context.model(write.app, field.target ?? "");
    const first = stored(to).get(field.id)?.length ?? 0;
    const changes = (stored(from).get(field.id) ?? []).map((row, index) => ({
      before: { ...row },
      after: { ...row, parent: to, position: first + index },
    }));
    const records = await storeChanges(write, child, { type: "updated", changes });
    if (records.length > 0) batches.push(batchOf(write, child.id, "updated", records));
  }
  return batches.filter((batch) => batch.records.every((record) => textAt(record.after, "parent") === to));
}
