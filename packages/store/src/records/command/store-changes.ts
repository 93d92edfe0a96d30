import type { RecordChange } from "../change.ts";
import { noteLinks } from "../history/note-links.ts";
import { recordHistory } from "../history/record-history.ts";
import type { HistoryNote } from "../history/history-entry.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type Values, textAt } from "../model/row-values.ts";
import { changedFields } from "../validation/same-value.ts";
import { storeLinks } from "./links.ts";
import { liveBefore } from "./live-values.ts";
import { updateRows } from "./store-rows.ts";
import type { Write } from "../session/write-session.ts";
import type { HistoryType } from "../history/history-entry.ts";

/** An existing record as it was and as it shall be. */
export interface PlannedChange {
  readonly before: Values;
  readonly after: Values;
  /** How child rows of sub-table fields changed: kept in the history of the parent. */
  readonly rows?: Readonly<Record<string, HistoryNote>>;
}

/** What kind of change it is, for the history. */
export interface ChangeEntry {
  readonly type: HistoryType;
  readonly changes: readonly PlannedChange[];
  readonly note?: string;
  /** False where the log of stages is mended instead: undo. */
  readonly logsStages?: boolean;
  /** Nothing that live values are worked out from was written yet: those that reactions compare are read first. */
  readonly looksBack?: true;
}

const KEPT: ReadonlySet<string> = new Set([
  "id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
]);

/**
 * Writes changed records: those that differ get a new revision, an entry in the history and one in the log of stages;
 * those that do not are left alone. One statement per set of changed columns.
 */
export async function storeChanges(
  write: Write,
  model: EntityModel,
  entry: ChangeEntry,
): Promise<readonly RecordChange[]> {
  const fields = model.columns.filter((field) => !KEPT.has(field.id));
  const links = model.linkFields.filter((field) =>
    entry.changes.some(({ after }) => Object.hasOwn(after, field.id)),
  );
  const differing = entry.changes.flatMap((change) => {
    const changed = [
      ...changedFields(fields, change.before, change.after),
      ...changedFields(links, change.before, change.after),
    ];
    return changed.length > 0 || change.rows ? [{ change, changed }] : [];
  });
  const idOf = ({ change }: (typeof differing)[number]) => textAt(change.before, "id");
  const live = entry.looksBack ? await liveBefore(write, model, differing.map(idOf)) : undefined;
  const groups = Map.groupBy(differing, ({ changed }) => changed.map((field) => field.id).join(","));
  const stored = new Map<string, Values>();
  for (const group of groups.values()) {
    const changed = group[0]?.changed ?? [];
    const columns = [...changed.filter((field) => field.columnType !== null), ...revisionColumns(model)];
    const records = group.map(({ change }) => nextRevision(write, change));
    for (const [id, values] of await updateRows(write, model, { records, columns })) stored.set(id, values);
  }
  const records = differing.map(({ change, changed }): RecordChange => {
    const id = textAt(change.before, "id");
    const after = { ...(stored.get(id) ?? change.after), ...linkValues(links, change.after) };
    const rowFields = Object.keys(change.rows ?? {});
    const before = { ...change.before, ...live?.get(id) };
    return { id, before, after, changed: [...changed.map((field) => field.id), ...rowFields] };
  });
  for (const field of links) {
    const moved = records.filter((record) => record.changed.includes(field.id));
    await storeLinks(write, model, { records: moved.map(({ after }) => ({ ...after })), field });
  }
  const rowNotes = new Map(
    differing.flatMap(({ change }) =>
      change.rows ? [[textAt(change.before, "id"), change.rows] as const] : [],
    ),
  );
  await recordHistory(write, model, { ...entry, records, rowNotes });
  await noteLinks(write, model, records);
  return records;
}

function revisionColumns(model: EntityModel): readonly ModelField[] {
  return [model.need("updated_at"), model.need("updated_by"), model.need("revision")];
}

function nextRevision(write: Write, { before, after }: PlannedChange): Values {
  return {
    ...after,
    updated_at: write.session.now.toISOString(),
    updated_by: write.actor.userId,
    revision: Number(before["revision"]) + 1,
  };
}

/** The lists of several references in a record; columns do not hold them. */
export function linkValues(links: readonly ModelField[], values: Values): Values {
  return Object.fromEntries(
    links.filter(({ id }) => Object.hasOwn(values, id)).map(({ id }) => [id, values[id] ?? null]),
  );
}
