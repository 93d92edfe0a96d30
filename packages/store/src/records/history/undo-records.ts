import { sql } from "kysely";
import type { ChangeBatch, RecordChange } from "../change.ts";
import { moveChildren } from "../command/edit-children.ts";
import { heldIds, releaseHolders } from "../command/delete-rules.ts";
import { loadLinks } from "../command/links.ts";
import { liveChildren } from "../command/live-children.ts";
import { type PlannedChange, storeChanges } from "../command/store-changes.ts";
import { accessForWrite, batchOf, type Write } from "../session/write-session.ts";
import { type DatabaseRow, selectList, toValues, type Values, textAt } from "../model/row-values.ts";
import { isClear } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { checkUnique } from "../validation/check-unique.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { sameValue } from "../validation/same-value.ts";
import type { NetChange } from "./net-change.ts";
import type { UndoConflict } from "./undo-result.ts";

interface Undoing {
  /** Net changes of records of one entity. */
  readonly changes: readonly NetChange[];
  /** The change-sets being undone. */
  readonly sets: readonly string[];
}

/** Takes the net changes of one entity's records back, as far as nobody has built on them. */
export async function undoRecords(
  write: Write,
  { changes, sets }: Undoing,
): Promise<{ undone: number; conflicts: readonly UndoConflict[]; batches: readonly ChangeBatch[] }> {
  const [first] = changes;
  if (!first) return { undone: 0, conflicts: [], batches: [] };
  const access = accessForWrite(write, first.entity);
  const rows = await visibleRows(write, access, changes);
  const links = access.model.linkFields.filter(({ id }) => changes.some(({ values }) => values.has(id)));
  await loadLinks(write, access.model, { records: [...rows.values()], fields: links });
  const touched = await touchedSince(write, changes, sets);
  const created = changes.filter((change) => change.created).map((change) => change.record);
  const held = await heldIds(write, access.model, created);
  const conflicts: UndoConflict[] = [];
  const removed: PlannedChange[] = [];
  const restored: PlannedChange[] = [];
  for (const change of changes) {
    const before = rows.get(change.record);
    const conflict = conflictOf(change, { before, access, touched, held });
    if (conflict) conflicts.push(conflict);
    else if (before && change.created) {
      if (before["deleted_at"] === null) {
        removed.push({ before, after: { ...before, deleted_at: write.session.now.toISOString() } });
      }
    } else if (before) restored.push({ before, after: oldValues(before, change, access) });
  }
  await completeRestored(write, access, restored);
  const batches = [
    ...(await store(write, access, { type: "deleted", changes: removed })),
    ...(await store(write, access, { type: "updated", changes: restored })),
  ];
  const gone = removed.map(({ before }) => textAt(before, "id"));
  batches.push(
    ...(await releaseHolders(write, access.model, { ids: gone, at: write.session.now.toISOString() })),
  );
  await forgetStages(write, [...removed, ...restored], sets);
  return { undone: removed.length + restored.length, conflicts, batches };
}

/** Rows the actor may still see, live or in the bin, locked in the order of their ids. */
async function visibleRows(
  write: Write,
  access: RowAccess,
  changes: readonly NetChange[],
): Promise<ReadonlyMap<string, Values>> {
  const { model, permission } = access;
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${changes.map((change) => change.record)}::uuid[])
      and ${predicateSql(permission.read, access)}
    order by t.id for no key update of t`.execute(write.session.db);
  return new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
}

/** New records that a person has worked on since: undoing an import must not take that work away. */
async function touchedSince(
  write: Write,
  changes: readonly NetChange[],
  sets: readonly string[],
): Promise<ReadonlySet<string>> {
  const created = changes
    .filter((change) => change.created)
    .map((change) => ({ record: change.record, sequence: change.sequence }));
  if (created.length === 0) return new Set();
  const { rows } = await sql<{ record: string }>`
    select distinct h.record from jsonb_to_recordset(${JSON.stringify(created)}::jsonb) as r(record uuid, sequence bigint)
      join mortise.record_history h on h.record = r.record and h.sequence > r.sequence
      join mortise.change_set c on c.id = h.change_set
    where h.actor is not null and coalesce(h.cause ->> 'type', c.cause) in ('user', 'api')
      and h.change_set <> all(${[...sets]}::uuid[]) and c.undone_by is null`.execute(write.session.db);
  return new Set(rows.map((row) => row.record));
}

interface ConflictCheck {
  readonly before: Values | undefined;
  readonly access: RowAccess;
  readonly touched: ReadonlySet<string>;
  /** Records that others point at, whose builder said that they cannot be deleted then. */
  readonly held: ReadonlySet<string>;
}

function conflictOf(
  change: NetChange,
  { before, access, touched, held }: ConflictCheck,
): UndoConflict | undefined {
  const { entity, record: id } = change;
  if (!before) return { entity, id, reason: "gone", fields: [] };
  if (change.created)
    return touched.has(id) || held.has(id) ? { entity, id, reason: "changed", fields: [] } : undefined;
  const fields = [...change.values].flatMap(([name, value]) => {
    const field = access.model.field(name);
    // Formulas follow their fields and are computed again.
    if (!field || field.type?.computed === "on-write") return [];
    return sameValue(before[name], value.new, field) ? [] : [name];
  });
  if (fields.length === 0) return undefined;
  return { entity, id, reason: "changed", fields: fields.filter((name) => isClear(access.permission, name)) };
}

function oldValues(before: Values, change: NetChange, access: RowAccess): Values {
  const after: Values = { ...before };
  for (const [name, value] of change.values) {
    const field = access.model.field(name);
    if (field && (field.columnType !== null || field.storage === "links")) after[name] = value.old;
  }
  return after;
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
  for (const { after } of restored) {
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
  const batches: ChangeBatch[] = [];
  const records = await storeChanges(write, model, { type, changes, logsStages: false });
  for (const [key, moved] of Map.groupBy(changes.filter(movesBin), binMove)) {
    // The key was written by `binMove`.
    const [from = null, to = null] = JSON.parse(key) as readonly (string | null)[];
    const parents = moved.map(({ before }) => textAt(before, "id"));
    batches.push(...(await moveChildren(write, model, { parents, from, to })));
  }
  if (records.length > 0) batches.unshift(batchOf(write, model.id, batchType(type, records), records));
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
