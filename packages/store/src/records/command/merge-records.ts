import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { ChangeBatch } from "../change.ts";
import { textAt } from "../model/row-values.ts";
import type { Command } from "../record-command.ts";
import { operationNotAllowed, recordNotFound } from "../record-errors.ts";
import { accessForWrite, type Write, type Written } from "../session/write-session.ts";
import { moveToBin } from "./delete-records.ts";
import { redirectReferences } from "./incoming-references.ts";
import { lockForWrite } from "./lock-rows.ts";
import { linkChoices, mergeChoices, mergeLinks, mergedValues, mergeRows } from "./merge-lists.ts";
import { redirectLinks } from "./redirect-links.ts";
import { updateRecords } from "./update-records.ts";

type MergeCommand = Extract<Command, { type: "merge" }>;

/**
 * Makes one record of two: the chosen values go into the survivor, references and child rows move to it, and the other
 * one goes to the bin with a pointer. Lists are kept, taken over or united as the command says. Needs the right to change the one and to delete the other. Undone as one.
 */
export async function mergeRecords(write: Write, command: MergeCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  const survivor = command.survivor.toLowerCase();
  const loser = command.loser.toLowerCase();
  if (!isId(survivor) || !isId(loser)) throw recordNotFound();
  if (survivor === loser || model.parent) throw operationNotAllowed({ operation: "合并 / merge" });
  const choices = mergeChoices(access, command);
  const lost = await lockForWrite(write, access, { ids: [loser], state: "live", operation: "delete" });
  const stays = await lockForWrite(write, access, { ids: [survivor], state: "live", operation: "update" });
  const pair = { survivor: stays.get(survivor) ?? {}, loser: lost.get(loser) ?? {} };
  // Before anything points elsewhere: the lists as the two hold them.
  const links = await linkChoices(write, model, { choices, pair, given: command.values });
  const moved = [
    ...(await redirectReferences(write, model.id, { from: [loser], to: survivor })),
    ...(await redirectLinks(write, model.id, { from: loser, to: survivor })),
    ...(await mergeRows(write, model, { choices, from: loser, to: survivor })),
  ];
  // Into the bin first: the survivor may take over a unique value.
  const { entity } = command;
  const gone = await moveToBin(write, { type: "delete", entity, ids: [loser] }, { merges: true });
  const change = {
    id: survivor,
    values: { ...mergedValues(model, choices, pair), ...command.values },
    ...(command.revision === undefined ? {} : { revision: command.revision }),
  };
  const kept = await updateRecords(write, { type: "update", entity, changes: [change] });
  const linked = await mergeLinks(write, model, { survivor, links });
  await sql`
    insert into mortise.merged_record (record, app, entity, survivor, change_set)
    values (${loser}::uuid, ${write.app}, ${entity}, ${survivor}::uuid, ${write.session.changeSet}::uuid)
    on conflict (record) do update set survivor = excluded.survivor, change_set = excluded.change_set`.execute(
    write.session.db,
  );
  const batches: readonly ChangeBatch[] = [...moved, ...gone.batches, ...kept.batches, ...linked];
  const last = linked.at(-1)?.records.at(-1);
  const revisions =
    last && textAt(last.after, "id") === survivor ? [Number(last.after["revision"])] : kept.revisions;
  return { ...kept, revisions, batches };
}
