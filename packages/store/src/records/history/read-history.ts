import type { Value } from "@mortise/expression";
import { isId, isPlainObject } from "@mortise/kit";
import { sql } from "kysely";
import type { Actor } from "../../actor.ts";
import { idsIn } from "../command/links.ts";
import type { HistoryType } from "./history-entry.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { accessTo } from "../permission/field-guard.ts";
import { onRow, ranksList } from "../permission/limit-sql.ts";
import { isShortened, maskValue } from "../permission/mask-value.ts";
import { seenSince } from "../pool/hidden-past.ts";
import { predicateSql } from "../permission/predicate-sql.ts";
import { accessRows, type RowAccess } from "../permission/row-access.ts";
import { showsKept } from "../values/field-sql.ts";
import { isNarrowed } from "../values/list-sql.ts";
import { fetchLabels, type Labels, namesOf } from "../query/labels.ts";
import { withMerged } from "../query/merged-records.ts";
import type { ReadScope } from "../query/read-scope.ts";
import type { Cause } from "../record-command.ts";
import { fieldNotAllowed, queryInvalid, recordNotFound } from "../record-errors.ts";
import type { HistoryChange, RecordHistory, HistoryItem } from "./history-entry.ts";
import type { StoredChanges } from "./record-history.ts";
import type { HistoryNote, LinkNote } from "./history-entry.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

interface HistoryTarget {
  readonly app: string;
  readonly entity: string;
  readonly id: string;
  readonly limit?: number;
  readonly before?: string;
  /** Only what happened to this field. */
  readonly field?: string;
}

interface HistoryRow {
  readonly sequence: number;
  readonly change_set: string;
  readonly at: string;
  readonly type: HistoryType;
  readonly actor: string | null;
  readonly cause: Pick<Cause, "type" | "id" | "label">;
  readonly changes: StoredChanges;
  readonly note: string | null;
  readonly undone: boolean;
}

/** Reads what happened to a record the actor may see; entries about withheld fields alone are left out. */
export async function readHistory(
  scope: ReadScope,
  actor: Actor,
  target: HistoryTarget,
): Promise<RecordHistory> {
  const access = accessRows(scope.context, actor, target);
  const limit = Math.min(Math.max(wholeNumber(target.limit ?? DEFAULT_LIMIT, "limit"), 1), MAX_LIMIT);
  const here = await requireVisible(scope, access, target.id);
  const older = target.before === undefined ? sql`` : sql`and h.at < ${instant(target.before)}::timestamptz`;
  const { field } = target;
  if (field !== undefined && accessTo(here.permission, access.model.need(field).id) === "hidden") {
    throw fieldNotAllowed({ field });
  }
  const ofField = field === undefined ? sql`` : sql`and jsonb_exists(h.changes, ${field})`;
  const records = await withMerged(scope.db, target.id);
  const since = await seenSince(scope.db, here, target.id);
  const known = since === null ? sql`` : sql`and h.at > ${since}::timestamptz`;
  const { rows } = await sql<HistoryRow>`
    select h.sequence, h.change_set, h.at, h.type, h.actor, h.changes, h.note, c.undone_by is not null as undone,
      coalesce(h.cause, jsonb_strip_nulls(jsonb_build_object(
        'type', c.cause, 'id', c.cause_id, 'label', c.cause_label))) as cause
    from mortise.record_history h join mortise.change_set c on c.id = h.change_set
    where h.record = any(${[...records]}::uuid[]) ${older} ${known} ${ofField}
    order by h.at desc fetch first ${limit} rows with ties`.execute(scope.db);
  // Entries of one moment stay on one page: the next page begins before that moment.
  const page = rows.toSorted((a, b) => b.sequence - a.sequence);
  const all = page
    .map((row) => toItem(row, here))
    .filter((item) => item !== undefined)
    .map((item) =>
      field === undefined
        ? item
        : { ...item, changes: item.changes.filter((change) => change.field === field) },
    );
  const oldest = rows.length >= limit ? page.at(-1) : undefined;
  const labels = await historyLabels(scope, here, all);
  return {
    items: all.flatMap((item) => (item.action === "linked" ? knownLinks(item, labels) : [item])),
    labels,
    ...(oldest ? { next: new Date(oldest.at).toISOString() } : {}),
  };
}

/** Of records that began or ceased to point here only those are told that the actor may see. */
function knownLinks(item: HistoryItem, labels: Labels): readonly HistoryItem[] {
  const known = (ids: Value): Value => {
    const seen = idsIn(ids).filter((id) => Object.hasOwn(labels, id));
    return seen.length > 0 ? seen : null;
  };
  const changes = item.changes
    .map((change) => ({ ...change, from: known(change.from), to: known(change.to) }))
    .filter(({ from, to }) => from !== null || to !== null);
  return changes.length > 0 ? [{ ...item, changes }] : [];
}

function wholeNumber(value: number, part: string): number {
  if (!Number.isSafeInteger(value)) throw queryInvalid({ part, reason: String(value) });
  return value;
}

function instant(text: string): string {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw queryInvalid({ part: "before", reason: String(text) });
  return time.toISOString();
}

/** The access to this one record, as it is now; refuses what the actor may not see. */
async function requireVisible(scope: ReadScope, access: RowAccess, id: string): Promise<RowAccess> {
  if (!isId(id)) throw recordNotFound();
  const { rows } = await sql<DatabaseRow>`
    select t.id${ranksList(access)} from ${access.model.table} as t
    where t.id = ${id}::uuid and ${predicateSql(access.permission.read, access)}`.execute(scope.db);
  const [row] = rows;
  if (!row) throw recordNotFound();
  return { ...access, permission: onRow(access.permission, row) };
}

function toItem(row: HistoryRow, access: RowAccess): HistoryItem | undefined {
  const stored = Object.entries(row.changes);
  const changes = stored.flatMap(([id, change]) => visibleChange(access, id, change));
  if (row.type === "updated" && stored.length > 0 && changes.length === 0) return undefined;
  return {
    id: `${row.sequence}`,
    changeSet: row.change_set,
    at: new Date(row.at).toISOString(),
    action: row.type,
    actor: row.actor,
    cause: row.cause,
    changes,
    ...(row.note === null ? {} : { note: row.note }),
    undone: row.undone,
  };
}

/** Fields that are gone from the entity and fields withheld from the actor are not shown. */
function visibleChange(
  access: RowAccess,
  id: string,
  change: StoredChanges[string],
): readonly HistoryChange[] {
  const field = access.model.field(id);
  const may = accessTo(access.permission, id);
  if (!field || may === "hidden" || id === "deleted_at" || !showsKept(access, field)) return [];
  if (isLinkNote(change)) {
    return isShortened(may, field) ? [] : [{ field: id, from: [...change.unlinked], to: [...change.linked] }];
  }
  if (isPlainObject(change)) {
    // How many rows came and went says something of those that are not seen.
    if (isNarrowed(access, field.target ?? "")) return [];
    // History is written by the gateway only: other notes are about rows, and changes are pairs of values.
    return [{ field: id, from: null, to: null, rows: change as HistoryNote }];
  }
  // As above.
  const [before, after] = change as readonly [Value, Value];
  const show = (value: Value): Value =>
    isShortened(may, field) ? maskValue(value, field, access.actor) : value;
  return [{ field: id, from: show(before), to: show(after) }];
}

function isLinkNote(change: StoredChanges[string]): change is LinkNote {
  return isPlainObject(change) && Object.hasOwn(change, "linked");
}

async function historyLabels(
  scope: ReadScope,
  access: RowAccess,
  entries: readonly HistoryItem[],
): Promise<Labels> {
  const reader = { scope, actor: access.actor, access };
  const rows = entries.flatMap((entry) =>
    entry.changes.flatMap(({ field, from, to }) => [{ [field]: from }, { [field]: to }]),
  );
  const people = new Set(entries.flatMap((entry) => (entry.actor === null ? [] : [entry.actor])));
  const values = await fetchLabels(reader, access.model.values, rows);
  return { ...values, ...(await namesOf(reader, new Map([["user", people]]))) };
}
