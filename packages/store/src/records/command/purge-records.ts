import type { ErrorDetail } from "@mortise/kit";
import { sql } from "kysely";
import { writeAudit } from "../../audit/audit-log.ts";
import type { ChangeBatch } from "../change.ts";
import { recordHistory } from "../history/record-history.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { Values } from "../model/row-values.ts";
import type { Command } from "../record-command.ts";
import { operationNotAllowed, recordInUse } from "../record-errors.ts";
import { forgetOwn } from "../session/own-rows.ts";
import { accessForWrite, type Write, type Written } from "../session/write-session.ts";
import { incomingReferences, redirectReferences } from "./incoming-references.ts";
import { purgeTalk } from "../../comments/purge-talk.ts";
import { purgeRuns } from "../../journal/purge-runs.ts";
import { lockForWrite } from "./lock-rows.ts";

type PurgeCommand = Extract<Command, { type: "purge" }>;

/** Ids that an audit entry names; how many there were it always says. */
const NAMED = 100;

/**
 * Removes records from the recycle bin for good, with their child rows, history, stage log and files. References to
 * them are cleared, or refuse the purge, as asked. What remains is an entry in the audit log and a line in the list of
 * changes: there is no undo.
 */
export async function purgeRecords(write: Write, command: PurgeCommand): Promise<Written> {
  const access = accessForWrite(write, command.entity);
  const { model, permission } = access;
  if (!permission.purge) throw operationNotAllowed({ operation: "彻底删除 / delete for good" });
  const ids = [...new Set(command.ids.map((id) => id.toLowerCase()))];
  const locked = await lockForWrite(write, access, { ids, state: "deleted", operation: "delete" });
  const batches = await releaseReferences(write, model, command, ids);
  const files = await purgeRows(write, model, [...locked.values()]);
  await writeAudit(write.session.db, {
    kind: "purge",
    actor: write.actor.userId,
    at: write.session.now,
    app: write.app,
    entity: model.id,
    ...(ids.length === 1 && ids[0] !== undefined ? { record: ids[0] } : {}),
    details: { count: ids.length, ids: ids.slice(0, NAMED) },
  });
  return { ids, revisions: ids.map(() => 0), batches, files };
}

async function releaseReferences(
  write: Write,
  model: EntityModel,
  command: PurgeCommand,
  ids: readonly string[],
): Promise<readonly ChangeBatch[]> {
  if (command.references === "clear") {
    return redirectReferences(write, model.id, { from: ids, to: null });
  }
  const details: ErrorDetail[] = [];
  for (const { model: other, field } of incomingReferences(write, model.id)) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${other.table} as t
      where t.${sql.id(field.id)} = any(${[...ids]}::uuid[])
        ${other.id === model.id ? sql`and t.id <> all(${[...ids]}::uuid[])` : sql``}`.execute(
      write.session.db,
    );
    const n = rows[0]?.n ?? 0;
    if (n === 0) continue;
    const { name } = other.entity;
    details.push({
      path: `${other.id}.${field.id}`,
      message: {
        zh: `${n} 条“${name.zh}”的“${field.name.zh}”指向它，请先更改，或选择清空引用`,
        en: `“${field.name.en}” of ${n} “${name.en}” points at it; change them first, or choose to clear them`,
      },
    });
  }
  if (details.length > 0) throw recordInUse({}, { details });
  return [];
}

/** Removes rows with everything below and beside them; answers the files that nothing holds any more. */
async function purgeRows(
  write: Write,
  model: EntityModel,
  rows: readonly Values[],
): Promise<readonly string[]> {
  const { db, context } = write.session;
  const ids = rows.map((row) => String(row["id"]));
  const files: string[] = [];
  for (const field of model.childFields) {
    const child = context.model(write.app, field.target ?? "");
    const below = await sql<{ id: string; revision: number }>`
      select t.id, t.revision from ${child.table} as t where t.parent = any(${ids}::uuid[])`.execute(db);
    if (below.rows.length > 0)
      files.push(
        ...(await purgeRows(
          write,
          child,
          below.rows.map((row) => ({ ...row })),
        )),
      );
  }
  // Two of them may point at each other.
  for (const { model: own, field } of incomingReferences(write, model.id).filter(
    (reference) => reference.model.id === model.id,
  )) {
    await sql`update ${own.tableOf(field.id)} as t set ${sql.id(field.id)} = null
      where t.id = any(${ids}::uuid[]) and t.${sql.id(field.id)} is not null`.execute(db);
  }
  forgetOwn(db);
  await sql`delete from ${model.home} as t where t.id = any(${ids}::uuid[])`.execute(db);
  await sql`delete from mortise.record_history where record = any(${ids}::uuid[])`.execute(db);
  await sql`delete from mortise.stage_log where record = any(${ids}::uuid[])`.execute(db);
  await sql`delete from mortise.decision_log where record = any(${ids}::uuid[])`.execute(db);
  // Messages and to-dos stay, without the values that they quote.
  await sql`update mortise.notification set title = title || '{"quotes": {}}', body = body || '{"quotes": {}}'
    where record = any(${ids}::uuid[]) and (jsonb_exists(title, 'quotes') or jsonb_exists(body, 'quotes'))`.execute(
    db,
  );
  await sql`update mortise.work_item set title = title || '{"quotes": {}}'
    where record = any(${ids}::uuid[]) and jsonb_exists(title, 'quotes')`.execute(db);
  await purgeRuns(db, ids);
  await purgeTalk(db, ids);
  await sql`delete from mortise.merged_record
    where record = any(${ids}::uuid[]) or survivor = any(${ids}::uuid[])`.execute(db);
  const freed = await sql<{ file: string }>`
    delete from mortise.file_use where record = any(${ids}::uuid[]) returning file`.execute(db);
  const orphans = await sql<{ id: string }>`
    delete from mortise.file f where f.id = any(${freed.rows.map((row) => row.file)}::uuid[])
      and not exists (select 1 from mortise.file_use u where u.file = f.id) returning f.id`.execute(db);
  // A line without values, so that the list of changes can tell that and when it happened.
  const records = rows.map((row) => ({
    id: String(row["id"]),
    after: { revision: row["revision"] ?? 0 },
    changed: [],
  }));
  await recordHistory(write, model, { type: "purged", records, logsStages: false });
  return [...files, ...orphans.rows.map((row) => row.id)];
}
