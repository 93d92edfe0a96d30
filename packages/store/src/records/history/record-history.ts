import type { Value } from "@mortise/expression";
import { sql } from "kysely";
import { PREPARED } from "../../database/preparing-client.ts";
import type { RecordChange } from "../change.ts";
import { announcementPart } from "../../feed/change-notice.ts";
import { noteTouchedIds, takeNotices, type Write } from "../session/write-session.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { HistoryNote, HistoryType, LinkNote } from "./history-entry.ts";
import { noteFiles } from "../files/file-uses.ts";
import type { DatabaseRow } from "../model/row-values.ts";
import { noteRosterVersion, rosterVersionEntry } from "../../journal/roster-rows.ts";
import type { Sql } from "../sql-text.ts";
import { changeSetPart } from "./change-set.ts";
import { followsFromPools } from "../pool/pool-rules.ts";
import { ownerLogPart } from "../pool/owner-log.ts";
import { stageLogPart } from "./stage-log.ts";

/** What one statement of a command did to records of one entity. */
export interface HistoryEntry {
  readonly type: HistoryType;
  readonly records: readonly RecordChange[];
  /** Reason a person gave. */
  readonly note?: string;
  readonly rowNotes?: ReadonlyMap<string, Readonly<Record<string, HistoryNote>>>;
  readonly logsStages?: boolean;
}

/** Old and new value by field, as kept in the history; sub-table fields hold a note about their rows. */
export type StoredChanges = Readonly<Record<string, readonly [Value, Value] | HistoryNote | LinkNote>>;

const CHUNK = 5_000;

/**
 * Writes what happened to records: the change-set, one history row per record, the log of stages, and the
 * notification; one statement for all of it. Created records keep no values here: later entries hold the old ones.
 */
export async function recordHistory(write: Write, model: EntityModel, entry: HistoryEntry): Promise<void> {
  if (entry.records.length === 0) return;
  if (entry.records.length <= CHUNK) {
    const { parts, list } = historyParts(write, model, entry);
    const { db } = write.session;
    const { rows } =
      await sql<DatabaseRow>`${PREPARED} with ${sql.join([...parts])} select true${list}`.execute(db);
    noteRosterVersion(db, rows);
    await noteFiles(write, model, entry.records);
    return;
  }
  noteTouchedIds(
    write,
    model.id,
    entry.records.map(({ id }) => id),
  );
  for (let start = 0; start < entry.records.length; start += CHUNK) {
    const records = entry.records.slice(start, start + CHUNK);
    const parts = [
      ...changeSetPart(write),
      historyPart(write, model, { ...entry, records }),
      ...(entry.logsStages === false ? [] : stageLogPart(write, model, records)),
      ...ownerLogPart(write, model, { ...entry, records }),
    ];
    await sql`${PREPARED} with ${sql.join(parts)} select`.execute(write.session.db);
  }
  await noteFiles(write, model, entry.records);
}

/** Parts of a statement that does more. */
export interface StatementParts {
  /** Common table expressions. */
  readonly parts: readonly [Sql, ...Sql[]];
  /** Entries of the select list; starts with a comma. What it answers is for `noteRosterVersion`. */
  readonly list: Sql;
}

/**
 * The same as parts of a statement that does more, but for the files.
 */
export function historyParts(write: Write, model: EntityModel, entry: HistoryEntry): StatementParts {
  noteTouchedIds(
    write,
    model.id,
    entry.records.map(({ id }) => id),
  );
  const announcement = announcementPart(takeNotices(write.session));
  return {
    parts: [
      historyPart(write, model, entry),
      ...changeSetPart(write),
      ...(entry.logsStages === false ? [] : stageLogPart(write, model, entry.records)),
      ...ownerLogPart(write, model, entry),
      announcement.kept,
    ],
    list: sql`, ${announcement.told} as "$told"${rosterVersionEntry(write.session.db)}`,
  };
}

function historyPart(write: Write, model: EntityModel, entry: HistoryEntry): Sql {
  if (entry.type === "created") return createdPart(write, model, entry);
  const rows = entry.records.map((record) => ({
    record: record.id,
    revision: record.after["revision"],
    changes: storedChanges(model, record, entry),
  }));
  return sql`history as (
    insert into mortise.record_history (app, entity, record, change_set, at, type, actor, cause, revision, changes, note)
    select ${write.app}, ${model.id}, r.record, ${write.session.changeSet}::uuid, ${write.session.now.toISOString()}::timestamptz,
      ${entry.type}, ${write.actor.userId}::uuid, ${ownCause(write)}::jsonb, r.revision, r.changes, ${entry.note ?? null}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(record uuid, revision integer, changes jsonb))`;
}

/** New records differ by their ids alone: there is nothing before them. */
function createdPart(write: Write, model: EntityModel, { records, note }: HistoryEntry): Sql {
  return sql`history as (
    insert into mortise.record_history (app, entity, record, change_set, at, type, actor, cause, revision, changes, note)
    select ${write.app}, ${model.id}, r.record, ${write.session.changeSet}::uuid, ${write.session.now.toISOString()}::timestamptz,
      'created', ${write.actor.userId}::uuid, ${ownCause(write)}::jsonb, 1, '{}', ${note ?? null}
    from unnest(${records.map(({ id }) => id)}::uuid[]) as r(record))`;
}

function storedChanges(model: EntityModel, record: RecordChange, entry: HistoryEntry): StoredChanges {
  const { before } = record;
  if (!before) return {};
  const notes = entry.rowNotes?.get(record.id);
  return Object.fromEntries(
    // Dates that follow from the rules of pools are worked out again, never taken back.
    record.changed
      .filter((id) => !followsFromPools(model, id))
      .map((id) => [id, notes?.[id] ?? [before[id] ?? null, record.after[id] ?? null]]),
  );
}

/** The cause of this write, when it is another than that of its change-set: a flow inside a person's save. */
function ownCause({ cause, session }: Write): string | null {
  if (
    cause.type === session.cause.type &&
    cause.id === session.cause.id &&
    cause.label === session.cause.label
  )
    return null;
  const { type, id, label } = cause;
  return JSON.stringify({ type, ...(id ? { id } : {}), ...(label ? { label } : {}) });
}
