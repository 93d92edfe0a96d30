import { sql } from "kysely";
import { heldIds } from "../command/delete-rules.ts";
import { loadLinks } from "../command/links.ts";
import type { PlannedChange } from "../command/store-changes.ts";
import { lockSplitRows } from "../model/row-locks.ts";
import { type DatabaseRow, selectList, textAt, toValues, type Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { accessTo, isClear } from "../permission/field-guard.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { recordPermissions } from "../permission/record-permissions.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { isPerson, type Write } from "../session/write-session.ts";
import { sameValue } from "../validation/same-value.ts";
import type { NetChange } from "./net-change.ts";
import type { UndoConflict, UndoMode } from "./undo-result.ts";

/** Net changes of records of one entity, to be undone. */
export interface Undoing {
  readonly changes: readonly NetChange[];
  /** The change-sets being undone. */
  readonly sets: readonly string[];
  readonly mode: UndoMode;
  /** False for a preview, which holds nobody up. */
  readonly locks: boolean;
}

/** What an undo does to the records of one entity. */
export interface UndoPlan {
  /** Records that the change-sets created: they go to the bin. */
  readonly removed: readonly PlannedChange[];
  readonly restored: readonly PlannedChange[];
  readonly conflicts: readonly UndoConflict[];
  /** The records as they are, by id. */
  readonly rows: ReadonlyMap<string, Values>;
  readonly permissions: (id: string) => EntityPermission;
}

/** Sorts the net changes into what can be taken back and what others have built on. */
export async function planUndo(write: Write, access: RowAccess, undoing: Undoing): Promise<UndoPlan> {
  const rows = await visibleRows(write, access, undoing);
  const permissions = await recordPermissions(write.session.db, access, [...rows.keys()]);
  const links = access.model.linkFields.filter(({ id }) =>
    undoing.changes.some(({ values }) => values.has(id)),
  );
  await loadLinks(write, access.model, { records: [...rows.values()], fields: links });
  const created = undoing.changes.filter((change) => change.created).map((change) => change.record);
  const held = await heldIds(write, access.model, created);
  const touched = new Set([...held, ...(await touchedSince(write, undoing))]);
  const conflicts: UndoConflict[] = [];
  const removed: PlannedChange[] = [];
  const restored: PlannedChange[] = [];
  for (const change of undoing.changes) {
    const before = rows.get(change.record);
    const here = { before, access, touched, permission: permissions(change.record), write };
    const conflict = conflictOf(change, here);
    if (conflict) conflicts.push(conflict.told);
    const kept = conflict ? keptFields(change, conflict, undoing.mode) : NO_FIELDS;
    if (!before || kept === "all") continue;
    if (!change.created) restored.push({ before, after: oldValues(before, change, { access, kept }) });
    else if (before["deleted_at"] === null) {
      removed.push({ before, after: { ...before, deleted_at: write.session.now.toISOString() } });
    }
  }
  return { removed, restored, conflicts, rows, permissions };
}

const NO_FIELDS: ReadonlySet<string> = new Set();

/** Rows the actor may still see, live or in the bin, in the order of their ids. */
async function visibleRows(
  write: Write,
  access: RowAccess,
  { changes, locks }: Undoing,
): Promise<ReadonlyMap<string, Values>> {
  const { model, permission } = access;
  const ids = changes.map((change) => change.record);
  if (locks) await lockSplitRows(write.session.db, model, ids);
  const { rows } = await sql<DatabaseRow>`
    select ${selectList(model.columns)} from ${model.table} as t
    where t.id = any(${ids}::uuid[])
      and ${predicateSql(permission.read, access)}
    order by t.id ${locks ? model.lockClause : sql``}`.execute(write.session.db);
  return new Map(rows.map((row) => [textAt(row, "id"), toValues(row, model)]));
}

/** New records that a person has worked on since: undoing an import must not take that work away. */
async function touchedSince(write: Write, { changes, sets }: Undoing): Promise<ReadonlySet<string>> {
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
  readonly permission: EntityPermission;
  readonly write: Write;
}

interface Conflict {
  readonly told: UndoConflict;
  /** Fields that hold something else than the change-set wrote. */
  readonly changed: ReadonlySet<string>;
  /** Fields that the actor may not write any more. */
  readonly refused: ReadonlySet<string>;
}

function conflictOf(change: NetChange, check: ConflictCheck): Conflict | undefined {
  const { before, touched, permission } = check;
  const { entity, record: id } = change;
  const conflict = (reason: UndoConflict["reason"], changed: string[], refused: string[]): Conflict => ({
    told: {
      entity,
      id,
      reason,
      fields: [...changed, ...refused].filter((name) => isClear(permission, name)),
    },
    changed: new Set(changed),
    refused: new Set(refused),
  });
  if (!before) return conflict("gone", [], []);
  if (change.created) return touched.has(id) ? conflict("changed", [], []) : undefined;
  const changed: string[] = [];
  const refused: string[] = [];
  for (const [name, value] of change.values) {
    const field = check.access.model.field(name);
    // Formulas follow their fields and are computed again.
    if (!field || field.type?.computed === "on-write") continue;
    if (!sameValue(before[name], value.new, field)) changed.push(name);
    else if (!field.system && value.direct && isRefused(check, name)) refused.push(name);
  }
  if (changed.length > 0) return conflict("changed", changed, refused);
  return refused.length > 0 ? conflict("not-allowed", [], refused) : undefined;
}

/** What a person wrote then they may take back only while they may write it. */
function isRefused({ write, permission }: ConflictCheck, field: string): boolean {
  return isPerson(write.actor) && accessTo(permission, field) !== "write";
}

/** The fields of a record in conflict that stay as they are. */
function keptFields(
  change: NetChange,
  { told, changed, refused }: Conflict,
  mode: UndoMode,
): ReadonlySet<string> | "all" {
  if (told.reason === "gone") return "all";
  switch (mode) {
    case "skip":
      return "all";
    case "untouched":
      return change.created || changed.size + refused.size === change.values.size
        ? "all"
        : new Set([...changed, ...refused]);
    case "force":
      return refused.size > 0 && refused.size === change.values.size ? "all" : refused;
  }
}

function oldValues(
  before: Values,
  change: NetChange,
  { access, kept }: { readonly access: RowAccess; readonly kept: ReadonlySet<string> },
): Values {
  const after: Values = { ...before };
  for (const [name, value] of change.values) {
    const field = access.model.field(name);
    if (field && (field.columnType !== null || field.storage === "links") && !kept.has(name))
      after[name] = value.old;
  }
  return after;
}
