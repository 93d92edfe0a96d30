import { textAt } from "../model/row-values.ts";
import type { ChangeBatch } from "../change.ts";
import type { EntityModel } from "../model/entity-model.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { entityRules } from "../validation/entity-rules.ts";
import { liveChildren } from "./live-children.ts";
import { lockRows } from "./lock-rows.ts";
import { storeChanges } from "./store-changes.ts";
import { batchOf, type Write } from "../session/write-session.ts";

/** Brings the parents' sums up to date after their child rows were written by themselves. */
export async function recomputeParents(
  write: Write,
  child: EntityModel,
  parents: readonly string[],
): Promise<readonly ChangeBatch[]> {
  const ids = [...new Set(parents)];
  if (!child.parent || ids.length === 0) return [];
  const model = write.session.context.model(write.app, child.parent.entity);
  if (!entityRules(model).summed.has(child.parent.field)) return [];
  const locked = await lockRows(write, model, ids);
  const children = await liveChildren(write, model, ids);
  const moment = { actor: write.actor, now: write.session.now };
  const changes = [...locked.values()].map((before) => {
    const after = { ...before };
    applyFormulas(model, after, { moment, children: children(textAt(before, "id")) });
    return { before, after };
  });
  const records = await storeChanges(write, model, { type: "updated", changes });
  return records.length > 0 ? [batchOf(write, model.id, "updated", records)] : [];
}
