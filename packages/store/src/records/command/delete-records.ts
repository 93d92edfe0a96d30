import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { textAt, type Values } from "../model/row-values.ts";
import type { Command } from "../record-command.ts";
import { clockText, recordProtected } from "../pool/claim-errors.ts";
import { poolRules } from "../pool/pool-rules.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { regainHolders, releaseHolders, withoutDeleted } from "./delete-rules.ts";
import { moveChildren } from "./edit-children.ts";
import { lockForWrite } from "./lock-rows.ts";
import { recomputeParents } from "./recompute-parents.ts";
import { type PlannedChange, storeChanges } from "./store-changes.ts";
import { accessForWrite, batchOf, rowPath, type Write, type Written } from "../session/write-session.ts";

type BinCommand = Extract<Command, { type: "delete" | "restore" }>;

/**
 * Moves records into the recycle bin or out of it; restoring checks unique values again. STORE_RECORD_PROTECTED for records
 * that have only just come to their owner, unless two are made one.
 */
export async function moveToBin(
  write: Write,
  command: BinCommand,
  { merges = false }: { readonly merges?: boolean } = {},
): Promise<Written> {
  const isDelete = command.type === "delete";
  const access = accessForWrite(write, command.entity);
  const { model, permission } = access;
  const ids = [...new Set(command.ids)];
  const locked = await lockForWrite(write, access, {
    ids,
    state: isDelete ? "live" : "deleted",
    operation: "delete",
  });
  if (isDelete && !merges && permission.isFull !== true) refuseProtected(write, model, [...locked.values()]);
  const deletedAt = isDelete ? write.session.now.toISOString() : null;
  const moved = [...locked.values()].map((before): PlannedChange => ({
    before,
    after: { ...before, deleted_at: deletedAt },
  }));
  const changes = isDelete ? moved : await withoutDeleted(write, model, moved);
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
  const below = await moveBelow(write, model, { records: [...locked.values()], to: deletedAt });
  const parents = model.parent ? records.map((record) => textAt(record.after, "parent")) : [];
  const above = await recomputeParents(write, model, parents);
  return {
    ids: records.map((record) => record.id),
    revisions: records.map((record) => Number(record.after["revision"])),
    batches: [...(records.length > 0 ? [batchOf(write, model.id, type, records)] : []), ...below, ...above],
  };
}

/** A protected record cannot be taken away from its owner. */
function refuseProtected(write: Write, model: EntityModel, records: readonly Values[]): void {
  if (!poolRules(model)) return;
  const details = records.flatMap((values, index) => {
    const until = values["protected_until"];
    if (typeof values["owner"] !== "string" || typeof until !== "string") return [];
    if (new Date(until) <= write.session.now) return [];
    const text = clockText(new Date(until), write.actor.timeZone);
    return [
      { text, path: `${write.pathPrefix}rows.${index}`, message: { zh: "在保护期内", en: "Protected" } },
    ];
  });
  const [first] = details;
  if (first)
    throw recordProtected(
      { until: first.text },
      { details: details.map(({ path, message }) => ({ path, message })) },
    );
}

/** Child rows go and come with their record; records that point at it do what the builder said. */
async function moveBelow(
  write: Write,
  model: EntityModel,
  { records, to }: { readonly records: readonly Values[]; readonly to: string | null },
): Promise<readonly ChangeBatch[]> {
  const batches: ChangeBatch[] = [];
  for (const [from, together] of Map.groupBy(records, ({ deleted_at: at }) => at ?? null)) {
    const parents = together.map((before) => textAt(before, "id"));
    batches.push(
      ...(await moveChildren(write, model, { parents, from: typeof from === "string" ? from : null, to })),
    );
  }
  const ids = records.map((before) => textAt(before, "id"));
  const others =
    to === null
      ? await regainHolders(write, model, records)
      : await releaseHolders(write, model, { ids, at: to });
  return [...batches, ...others];
}
