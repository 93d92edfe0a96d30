import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import { poolNotFound, returnNeedsReason } from "../pool/claim-errors.ts";
import { type PoolRules, poolRules } from "../pool/pool-rules.ts";
import { operationNotAllowed } from "../record-errors.ts";
import type { Command } from "../record-command.ts";
import { accessForWrite, batchOf, isPerson, type Write, type Written } from "../session/write-session.ts";
import { lockForWrite } from "./lock-rows.ts";
import { storeChanges } from "./store-changes.ts";

type ReleaseCommand = Extract<Command, { type: "release" }>;

/** Returns records to the pool that is named, or to the one they belong to: they lose their owner and keep their team. */
export async function releaseRecords(write: Write, command: ReleaseCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model } = access;
  if (!model.entity.owned) throw operationNotAllowed({ operation: "退回公海 / release" });
  const pool = poolNamed(model, command.pool);
  const ids = [...new Set(command.ids)];
  const locked = await lockForWrite(write, access, { ids, state: "live", operation: "update" });
  const note = command.reason?.trim();
  if (!note) requireReason(write, model, [...locked.values()]);
  const changes = [...locked.values()].map((before) => ({
    before,
    after: { ...before, owner: null, ...pool },
  }));
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

/** The pool as a value to write; nothing when none is named. STORE_POOL_NOT_FOUND for one that is not there. */
export function poolNamed(model: EntityModel, pool: string | undefined): { readonly pool?: string } {
  if (pool === undefined) return {};
  if (!poolRules(model)?.find(pool)) throw poolNotFound({ pool });
  return { pool };
}

function requireReason(write: Write, model: EntityModel, records: readonly Values[]): void {
  if (!isPerson(write.actor)) return;
  const rules: PoolRules | undefined = poolRules(model);
  for (const { pool, owner } of records) {
    const document = rules?.find(pool)?.document;
    if (!document?.giveBack?.needsReason || typeof owner !== "string") continue;
    const { zh, en } = document.name;
    throw returnNeedsReason({ zh: zh || en, en: en || zh });
  }
}
