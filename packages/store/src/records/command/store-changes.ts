import type { RecordChange } from "../change.ts";
import { noteLinks } from "../history/note-links.ts";
import { historyParts, recordHistory } from "../history/record-history.ts";
import { noteFiles } from "../files/file-uses.ts";
import type { HistoryNote } from "../history/history-entry.ts";
import type { EntityModel } from "../model/entity-model.ts";
import type { ModelField } from "../model/model-field.ts";
import { type Values, textAt } from "../model/row-values.ts";
import { changedFields } from "../validation/same-value.ts";
import { followsFromPools, poolRules } from "../pool/pool-rules.ts";
import { settledByPools } from "../pool/settle-pool.ts";
import { applyFormulas } from "../validation/compute-values.ts";
import { liveChildren } from "./live-children.ts";
import { storeLinks } from "./links.ts";
import { liveBefore } from "./live-values.ts";
import { MOST_UPDATED, updateRows } from "./store-rows.ts";
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

const POOL_DUE = "pool_due_at";

const KEPT: ReadonlySet<string> = new Set([
  "id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "revision",
  POOL_DUE,
]);

/**
 * The changes with what pools know of the records. Formulas over that were worked out before it was known, unless the
 * write saw to it itself: then nothing differs here.
 */
async function settleEntry(write: Write, model: EntityModel, entry: ChangeEntry): Promise<ChangeEntry> {
  const rules = poolRules(model);
  if (!rules) return entry;
  const isRestored = entry.type === "restored";
  const changes = entry.changes.map((change) => ({
    ...change,
    after: settledByPools(write, model, change, { isRestored }),
  }));
  if (rules.feedsFormulas) {
    const stale = changes.filter(
      ({ after }, index) => changedFields(model.columns, entry.changes[index]?.after ?? {}, after).length > 0,
    );
    const children = await liveChildren(
      write,
      model,
      stale.map(({ before }) => textAt(before, "id")),
    );
    const moment = { actor: write.actor, now: write.session.now };
    for (const { after } of stale)
      applyFormulas(model, after, { moment, children: children(textAt(after, "id")) });
  }
  return { ...entry, changes };
}

/**
 * Writes changed records: those that differ get a new revision, an entry in the history and one in the log of stages;
 * those that do not are left alone. One statement where the same columns change in all of them, with their history.
 */
export async function storeChanges(
  write: Write,
  model: EntityModel,
  given: ChangeEntry,
): Promise<readonly RecordChange[]> {
  const entry = await settleEntry(write, model, given);
  const fields = model.columns.filter((field) => !KEPT.has(field.id));
  const links = model.linkFields.filter((field) =>
    entry.changes.some(({ after }) => Object.hasOwn(after, field.id)),
  );
  const differing = entry.changes.flatMap((change) => {
    const changed = [
      ...changedFields(fields, change.before, change.after),
      ...changedFields(links, change.before, change.after),
    ];
    const isNews = changed.some(({ id }) => !followsFromPools(model, id));
    return isNews || change.rows ? [{ change, changed }] : [];
  });
  const live = entry.looksBack
    ? await liveBefore(
        write,
        model,
        differing.map(({ change }) => idOf(change)),
      )
    : undefined;
  const told = (stored: ReadonlyMap<string, Values>) => changesOf(differing, { stored, links, live });
  const isOne = areTogether(model, differing);
  const stored = isOne
    ? await storeTogether(write, model, { entry, differing, told })
    : await storeGroups(write, model, differing);
  const records = told(stored);
  for (const field of links) {
    const moved = records.filter((record) => record.changed.includes(field.id));
    await storeLinks(write, model, { records: moved.map(({ after }) => ({ ...after })), field });
  }
  if (isOne) await noteFiles(write, model, records);
  else await recordHistory(write, model, { ...entry, records, rowNotes: rowNotesOf(differing) });
  await noteLinks(write, model, records);
  return records;
}

/** A change with the fields in which it differs. */
interface Differing {
  readonly change: PlannedChange;
  readonly changed: readonly ModelField[];
}

function idOf({ before }: PlannedChange): string {
  return textAt(before, "id");
}

/** The changes as history and reactions get them, once it is known what is stored. */
function changesOf(
  differing: readonly Differing[],
  {
    stored,
    links,
    live,
  }: {
    readonly stored: ReadonlyMap<string, Values>;
    readonly links: readonly ModelField[];
    readonly live: ReadonlyMap<string, Values> | undefined;
  },
): readonly RecordChange[] {
  return differing.map(({ change, changed }) => {
    const id = idOf(change);
    const after = { ...(stored.get(id) ?? change.after), ...linkValues(links, change.after) };
    const rowFields = Object.keys(change.rows ?? {});
    const before = { ...change.before, ...live?.get(id) };
    return { id, before, after, changed: [...changed.map((field) => field.id), ...rowFields] };
  });
}

function rowNotesOf(
  differing: readonly Differing[],
): ReadonlyMap<string, Readonly<Record<string, HistoryNote>>> {
  return new Map(
    differing.flatMap(({ change }) => (change.rows ? [[idOf(change), change.rows] as const] : [])),
  );
}

/** Kinds of values that the database may write in another way than they were given: `1.5` as `1.50`. */
const REWRITTEN: ReadonlySet<ModelField["kind"]> = new Set(["number", "duration"]);

/** Whether rows and history go into one statement: the same columns change in all of them, to what they are given. */
function areTogether(model: EntityModel, differing: readonly Differing[]): boolean {
  const [first] = differing;
  if (!first || model.parts.length > 0 || differing.length > MOST_UPDATED) return false;
  const key = keyOf(first);
  return (
    differing.every((one) => keyOf(one) === key) &&
    first.changed.every(
      ({ kind, seal, columnType }) => !REWRITTEN.has(kind) && !seal && columnType !== "jsonb",
    )
  );
}

function keyOf({ changed }: Differing): string {
  return changed.map((field) => field.id).join(",");
}

async function storeTogether(
  write: Write,
  model: EntityModel,
  {
    entry,
    differing,
    told,
  }: {
    readonly entry: ChangeEntry;
    readonly differing: readonly Differing[];
    readonly told: (stored: ReadonlyMap<string, Values>) => readonly RecordChange[];
  },
): Promise<ReadonlyMap<string, Values>> {
  const rows = differing.map(({ change }) => nextRevision(write, change));
  const planned = told(new Map(rows.map((values) => [textAt(values, "id"), values])));
  const beside = historyParts(write, model, { ...entry, records: planned, rowNotes: rowNotesOf(differing) });
  return updateRows(write, model, { records: rows, columns: writtenColumns(model, differing[0]), beside });
}

/** One statement per set of changed columns. */
async function storeGroups(
  write: Write,
  model: EntityModel,
  differing: readonly Differing[],
): Promise<ReadonlyMap<string, Values>> {
  const stored = new Map<string, Values>();
  for (const group of Map.groupBy(differing, keyOf).values()) {
    const records = group.map(({ change }) => nextRevision(write, change));
    const columns = writtenColumns(model, group[0]);
    for (const [id, values] of await updateRows(write, model, { records, columns })) stored.set(id, values);
  }
  return stored;
}

function writtenColumns(model: EntityModel, one: Differing | undefined): readonly ModelField[] {
  return [...(one?.changed ?? []).filter((field) => field.columnType !== null), ...revisionColumns(model)];
}

function revisionColumns(model: EntityModel): readonly ModelField[] {
  const due = model.field(POOL_DUE);
  return [model.need("updated_at"), model.need("updated_by"), model.need("revision"), ...(due ? [due] : [])];
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
