import type { Value } from "@mortise/expression";
import { type ErrorDetail, isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { StoredChanges } from "../history/record-history.ts";
import type { Values } from "../model/row-values.ts";
import type { EntityPermission } from "../permission/entity-permission.ts";
import { accessTo, isClear } from "../permission/field-guard.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import type { RowAccess } from "../permission/row-access.ts";
import { fetchLabels, namesOf } from "../query/labels.ts";
import { writeConflict } from "../record-errors.ts";
import { showsKept } from "../values/field-sql.ts";
import { isNarrowed } from "../values/list-sql.ts";
import { rowPath, type Write } from "../session/write-session.ts";
import type { ConflictField, RecordConflict } from "./write-conflict.ts";

/** Conflicts that are told with both their sides; of more, only the fields are named. */
const SHOWN = 20;

interface RevisedChange {
  readonly id: string;
  readonly revision?: number;
  readonly values: Readonly<Record<string, unknown>>;
}

interface RevisionCheck {
  readonly changes: readonly RevisedChange[];
  readonly locked: ReadonlyMap<string, Values>;
  readonly permissions: (id: string) => EntityPermission;
}

/**
 * Refuses changes to records that moved on since they were read: STORE_CONFLICT says of each field what it was, what
 * it is now and by whom, and what was to be written.
 */
export async function checkRevisions(
  write: Write,
  access: RowAccess,
  { changes, locked, permissions }: RevisionCheck,
): Promise<void> {
  const details: ErrorDetail[] = [];
  const conflicts: RecordConflict[] = [];
  for (const [index, change] of changes.entries()) {
    const row = locked.get(change.id.toLowerCase()) ?? {};
    if (change.revision === undefined || change.revision === row["revision"]) continue;
    const path = rowPath(write, index, changes.length);
    const here = { ...access, permission: permissions(change.id) };
    const fields = await fieldsChangedSince(write, here, { change, row });
    details.push(...complaints(here, path, fields));
    if (conflicts.length < SHOWN) {
      conflicts.push({ id: change.id, revision: Number(row["revision"]), fields });
    }
  }
  if (details.length === 0) return;
  const data = { conflicts, labels: await conflictLabels(write, access, conflicts) };
  throw writeConflict({}, { details, data });
}

/** One per field in clear; a change of withheld fields alone shows as a new revision. */
function complaints(access: RowAccess, path: string, fields: readonly ConflictField[]): ErrorDetail[] {
  const clear = fields.map(({ field }) => field).filter((id) => isClear(access.permission, id));
  return (clear.length > 0 ? clear : ["revision"]).map((id) => {
    const name = access.model.field(id)?.name ?? { zh: id, en: id };
    return {
      path: `${path}${id}`,
      message: { zh: `“${name.zh}”已被他人修改`, en: `“${name.en}” was changed by someone else` },
    };
  });
}

interface HistoryRow {
  readonly at: string;
  readonly actor: string | null;
  readonly changes: StoredChanges;
}

async function fieldsChangedSince(
  write: Write,
  access: RowAccess,
  { change, row }: { readonly change: RevisedChange; readonly row: Values },
): Promise<readonly ConflictField[]> {
  const revision = Number.isInteger(change.revision) ? change.revision : 0;
  const { rows } = await sql<HistoryRow>`
    select h.at, h.actor, h.changes from mortise.record_history h
    where h.record = ${change.id}::uuid and h.revision > ${revision} and h.type <> 'linked'
    order by h.sequence`.execute(write.session.db);
  const fields = new Map<string, ConflictField>();
  for (const { at, actor, changes } of rows) {
    for (const [id, stored] of Object.entries(changes)) {
      const known = fields.get(id);
      const shown = shownConflict(access, { id, stored, row, known });
      if (!shown) continue;
      const mine = Object.hasOwn(change.values, id) ? { mine: change.values[id] } : {};
      fields.set(id, { ...shown, ...mine, by: actor, at: new Date(at).toISOString() });
    }
  }
  return [...fields.values()].toSorted((a, b) => (a.field < b.field ? -1 : 1));
}

interface StoredField {
  readonly id: string;
  readonly stored: StoredChanges[string];
  readonly row: Values;
  /** What an earlier entry said of the field: that is how it was when it was read. */
  readonly known: ConflictField | undefined;
}

function shownConflict(access: RowAccess, { id, stored, row, known }: StoredField) {
  const field = access.model.field(id);
  const may = accessTo(access.permission, id);
  if (!field || may === "hidden" || !showsKept(access, field)) return undefined;
  if (isPlainObject(stored) && isNarrowed(access, field.target ?? "")) return undefined;
  if (isPlainObject(stored)) return { field: id, was: null, now: null, rows: true as const };
  const show = (value: Value): Value =>
    isShortened(may, field) ? maskValue(value, field, access.actor) : value;
  // History is written by the gateway only: what is no note about rows is a pair of values.
  const [before] = stored as readonly [Value, Value];
  return { field: id, was: known ? known.was : show(before), now: show(row[id] ?? null) };
}

async function conflictLabels(write: Write, access: RowAccess, conflicts: readonly RecordConflict[]) {
  const { context, db, now } = write.session;
  const reader = { scope: { context, db, now }, actor: access.actor, access };
  const fields = conflicts.flatMap((conflict) => conflict.fields);
  const rows = fields.flatMap(({ field, was, now: current }) => [{ [field]: was }, { [field]: current }]);
  const people = new Set(fields.flatMap(({ by }) => (by === null ? [] : [by])));
  return {
    ...(await fetchLabels(reader, access.model.columns, rows)),
    ...(await namesOf(reader, new Map([["user", people]]))),
  };
}
