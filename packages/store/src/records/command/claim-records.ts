import { isId } from "@mortise/kit";
import { sql } from "kysely";
import type { EntityModel } from "../model/entity-model.ts";
import { lockSplitRows } from "../model/row-locks.ts";
import { type DatabaseRow, selectList, toValues, textAt } from "../model/row-values.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { alreadyClaimed, claimLimitReached, operationNotAllowed } from "../record-errors.ts";
import type { Command } from "../record-command.ts";
import { mainTeams } from "./ownership.ts";
import { storeChanges } from "./store-changes.ts";
import { accessForWrite, batchOf, type Write, type Written } from "../session/write-session.ts";

/**
 * Takes ownerless records for the actor. Rows are locked with their emptiness as condition: of many claimants one
 * gets the lock, the others find the row owned. A record that is not there answers like one that is taken.
 */
export async function claimRecords(
  write: Write,
  command: Extract<Command, { type: "claim" }>,
): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model, permission } = access;
  const claimant = write.actor.userId;
  if (!model.entity.pool || claimant === null || permission.update.kind === "none") {
    throw operationNotAllowed({ operation: "领取 / claim" });
  }
  const ids = [...new Set(command.ids.filter(isId).map((id) => id.toLowerCase()))];
  await checkLimits(write, model, { claimant, asked: ids.length });
  await lockSplitRows(write.session.db, model, ids);
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${ids}::uuid[]) and t.owner is null and t.deleted_at is null
      and ${predicateSql(permission.read, access)}
    order by t.id ${model.lockClause}`.execute(write.session.db);
  const free = new Set(rows.map((row) => textAt(row, "id")));
  const taken = command.ids.flatMap((id, index) =>
    free.has(String(id).toLowerCase())
      ? []
      : [
          {
            path: `${write.pathPrefix}rows.${index}`,
            message: { zh: "已被他人领取", en: "Already claimed" },
          },
        ],
  );
  if (taken.length > 0) throw alreadyClaimed({}, { details: taken });
  const team = (await mainTeams(write, [claimant])).get(claimant);
  const changes = rows.map((row) => {
    const before = toValues(row, model);
    return { before, after: { ...before, owner: claimant, ...(team === undefined ? {} : { team }) } };
  });
  const records = await storeChanges(write, model, { type: "claimed", changes, looksBack: true });
  return {
    ids: records.map((record) => record.id),
    revisions: records.map((record) => Number(record.after["revision"])),
    batches: [batchOf(write, model.id, "updated", records)],
  };
}

/** Both limits are counted under a lock of the claimant, so parallel claims of one person cannot pass them together. */
async function checkLimits(
  write: Write,
  model: EntityModel,
  { claimant, asked }: { readonly claimant: string; readonly asked: number },
): Promise<void> {
  const { dailyClaimLimit, holdLimit } = model.entity.pool ?? {};
  if (dailyClaimLimit === undefined && holdLimit === undefined) return;
  const { db, now } = write.session;
  const lock = `claim/${write.app}/${model.id}/${claimant}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(db);
  if (dailyClaimLimit !== undefined) {
    const zone = write.actor.timeZone;
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from mortise.record_history
      where app = ${write.app} and entity = ${model.id} and type = 'claimed' and actor = ${claimant}::uuid
        and at >= date_trunc('day', ${now.toISOString()}::timestamptz, ${zone})`.execute(db);
    refuseBeyond(dailyClaimLimit, rows[0]?.n ?? 0, asked);
  }
  if (holdLimit !== undefined) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${model.table} as t
      where t.owner = ${claimant}::uuid and t.deleted_at is null and ${openSql(model)}`.execute(db);
    refuseBeyond(holdLimit, rows[0]?.n ?? 0, asked);
  }
}

function refuseBeyond(limit: number, used: number, asked: number): void {
  if (used + asked > limit) throw claimLimitReached({ limit, used });
}

/** Won, lost and invalid records do not count against what a person may hold. */
function openSql(model: EntityModel) {
  const conditions = model.columns.flatMap((field) => {
    const options = (field.definition && field.type?.options?.(field.definition)) ?? [];
    const ended = options.filter((option) => option.outcome !== undefined && option.outcome !== "open");
    const keys = ended.map((option) => option.key);
    return keys.length > 0 ? [sql`coalesce(${sql.id("t", field.id)} <> all(${keys}::text[]), true)`] : [];
  });
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}
