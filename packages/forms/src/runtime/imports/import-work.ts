import { access, rm } from "node:fs/promises";
import {
  counted,
  AppError,
  type Clock,
  internalError,
  isPlainObject,
  type LocalizedText,
  type Logger,
} from "@mortise/kit";
import {
  ACTIVE_IMPORTS,
  type Actor,
  type Actors,
  type Files,
  type ImportJournal,
  type ImportRecord,
  mayBuild,
  type Store,
  type UndoMode,
} from "@mortise/store";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { ImportFiles } from "./import-files.ts";
import { importTarget } from "./import-target.ts";
import { NameDirectory } from "./name-directory.ts";
import { type NewOptions, publishOptions } from "../options/publish-options.ts";
import { withdrawOptions } from "../options/withdraw-options.ts";
import { MissingRecords } from "./missing-records.ts";
import type { ResumedPass } from "./pass.ts";
import { type PassEnd, processRows } from "./process-rows.ts";
import { recordRows } from "./record-rows.ts";
import { type ColumnSamples, RowReader } from "./row-reader.ts";
import { dataPieces, inBatches, readColumns, type StoredSheet, withWorkbook } from "./sheet-source.ts";
import { toJob } from "./to-job.ts";
import { WrittenRows } from "./written-rows.ts";

/** What background work stands on. */
export interface ImportWorkOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly journal: ImportJournal;
  readonly actors: Pick<Actors, "ofAccount">;
  readonly files: Files;
  readonly fileOf: (record: ImportRecord) => StoredSheet;
  /** Where the archive of files beside the list lies. */
  readonly archiveOf: (record: ImportRecord) => string;
}

/** One check or run to be done. */
interface PassOrder {
  readonly actor: Actor;
  readonly record: ImportRecord;
  readonly attempt: number;
  readonly plan: ImportPlan;
  readonly file: StoredSheet;
  readonly writes: boolean;
  readonly packed?: ImportFiles | undefined;
}

/** How work ended; nothing when somebody else goes on with it. */
type WorkEnd = { readonly status: string; readonly error?: LocalizedText } | undefined;

const ACTIVE: ReadonlySet<string> = new Set(ACTIVE_IMPORTS);
/** Rows from which the way dates are written is told. */
const DATE_SAMPLES = 2000;

/** Checks, runs and undoes imports in the background of this process. */
export class ImportWork {
  readonly #options: ImportWorkOptions;
  readonly #going = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();

  #isStopping = false;

  constructor(options: ImportWorkOptions) {
    this.#options = options;
  }

  /** Asks whoever works on the import to stop. */
  async cancel(app: string, id: string): Promise<void> {
    await this.#options.journal.note(app, id, { cancelAsked: true });
    const going = this.#going.get(id);
    going?.stop.abort();
    await going?.done;
    const left = going ? undefined : await this.#options.journal.find(app, id);
    // Nobody works on it, and nobody could take it up here: then it ends here.
    if (left && ACTIVE.has(left.status) && !(await this.#options.journal.isHeld(id)))
      await this.#options.journal.note(app, id, {
        status: left.status === "checking" ? "ready" : "cancelled",
      });
  }

  /** Takes up an import when the process that worked on it is gone. Its file may be on another machine: then that one does. */
  async revive(record: ImportRecord): Promise<ImportRecord> {
    const { journal, actors, fileOf } = this.#options;
    const isOurs = (one: ImportRecord | undefined) =>
      one && ACTIVE.has(one.status) && !this.#going.has(one.id);
    if (this.#isStopping || !isOurs(record) || (await journal.isHeld(record.id))) return record;
    const now = await journal.find(record.app, record.id);
    if (!now || !isOurs(now) || !(await isThere(fileOf(now)))) return now ?? record;
    const actor = now.startedBy === null ? undefined : await actors.ofAccount(now.startedBy);
    if (actor) {
      this.begin(actor, now);
      return now;
    }
    await journal.note(record.app, record.id, { status: "failed", error: interrupted });
    return { ...now, status: "failed", error: interrupted };
  }

  /** Stops everything after the batch under way; what is not done is taken up by whoever starts next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { stop } of this.#going.values()) stop.abort();
    await this.settled();
  }

  /** Resolves when nothing is going on. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all([...this.#going.values()].map(({ done }) => done));
  }

  /** Starts what the state of an import asks for, or goes on with it. */
  begin(actor: Actor, { app, id }: ImportRecord): void {
    if (this.#going.has(id)) return;
    const { journal, logger } = this.#options;
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      try {
        await journal.hold(id, async () => {
          const end = await this.#work(actor, await journal.beginAttempt(id), stop.signal);
          if (end) await journal.note(app, id, end);
        });
      } catch (error) {
        const known = error instanceof AppError;
        if (!known)
          logger.error(
            { import: id, reason: error instanceof Error ? error.name : "unknown" },
            "an import failed",
          );
        const text = known ? error.text : internalError.message;
        // The database may be what failed: then the next look at the import finds nobody holding it.
        await journal.note(app, id, { status: "failed", error: text }).catch(() => undefined);
      } finally {
        this.#going.delete(id);
      }
    };
    this.#going.set(id, { stop, done: run() });
  }

  async #work(
    actor: Actor,
    record: Awaited<ReturnType<ImportJournal["beginAttempt"]>>,
    signal: AbortSignal,
  ): Promise<WorkEnd> {
    // Another process may have done it since this one began to wait.
    if (!ACTIVE.has(record.status)) return undefined;
    if (record.status === "undoing") return this.#undo(actor, record);
    const { plan } = toJob(record, []);
    if (!plan) return { status: "ready" };
    const writes = record.status === "running";
    const file = this.#options.fileOf(record);
    const { attempt } = record;
    const end = await this.#withFiles(record, (packed) =>
      this.#pass({ actor, record, attempt, plan, file, writes, packed }, signal),
    );
    if (end === "taken" || (end === "cancelled" && this.#isStopping)) return undefined;
    if (writes) await this.#tidy(record, end);
    if (end === "cancelled") return { status: writes ? "cancelled" : "ready" };
    return { status: writes ? "done" : "checked" };
  }

  /** Opens the files that came beside the list, for as long as the work takes. */
  async #withFiles<T>(
    record: ImportRecord,
    work: (packed: ImportFiles | undefined) => Promise<T>,
  ): Promise<T> {
    const { files } = toJob(record, []);
    const packed = files && (await ImportFiles.open(this.#options.archiveOf(record), files.name));
    return work(packed).finally(() => packed?.close());
  }

  /** Removes files that no record has taken up and, when nothing follows, the archive they came in. */
  async #tidy(record: ImportRecord, end: PassEnd | "undone"): Promise<void> {
    if (record.files === null) return;
    await this.#options.files.discardUnused(record.id);
    if (end !== "cancelled") await rm(this.#options.archiveOf(record), { force: true });
  }

  async #undo(actor: Actor, record: ImportRecord): Promise<WorkEnd> {
    const { store } = this.#options;
    const { app, id, undoMode, fileName } = record;
    // The journal keeps what this package wrote into it.
    const mode = (undoMode ?? "skip") as UndoMode;
    const result = await store.records
      .undoImport(actor, app, id, { conflicts: mode })
      .catch((error: unknown) => {
        // It was undone in one transaction before the process ended that could have said so.
        if (error instanceof AppError && error.code === "STORE_ALREADY_UNDONE") return undefined;
        throw error;
      });
    const { plan } = toJob(record, []);
    const options = madeOptions(record);
    if (plan && options.size > 0 && mayBuild(actor, app, store.releases.current(app).catalog))
      await withdrawOptions(store, actor, { app, entity: plan.entity, options, fileName });
    await this.#tidy(record, "undone");
    const kept = result?.conflicts.length ?? 0;
    return { status: "undone", ...(kept > 0 ? { error: conflicts(kept) } : {}) };
  }

  async #pass(order: PassOrder, signal: AbortSignal): Promise<PassEnd> {
    const { store, journal, clock, files } = this.#options;
    const { actor, record, plan, file, writes, attempt, packed } = order;
    const { app, id } = record;
    const resumed = writes ? await this.#resumed(record) : undefined;
    if (!resumed) await journal.clearComplaints(id);
    const addsOptions = plan.createOptions && mayBuild(actor, app, store.releases.current(app).catalog);
    const made = writes && addsOptions ? await this.#makeOptions(order) : undefined;
    const names = !writes && addsOptions ? new Map<string, Set<string>>() : undefined;
    const { reader, target, missing } = await this.#reader(order, names);
    const newOptions = () =>
      new Map([...(made ?? names ?? [])].map(([field, options]) => [field, [...options].length]));
    const expected = writes ? (toJob(record, []).counts?.total ?? 0) : 0;
    const place = { store, journal, clock, id, app, actor, file, files, packed, plan };
    const pass = { ...place, target, reader, missing, newOptions, writes, expected, attempt, resumed };
    return processRows({ ...pass, signal });
  }

  /** Publishes the options that the file needs, and notes them, so that undoing the import withdraws them. */
  async #makeOptions(order: PassOrder): Promise<ReadonlyMap<string, readonly string[]>> {
    const { store, journal } = this.#options;
    const { actor, record, plan } = order;
    const { app, id } = record;
    const options = await this.#newOptions(order);
    const before = madeOptions(record);
    const note = `导入“${record.fileName}”时新增选项 / Options added by an import`;
    const place = { app, entity: plan.entity, options, note, reoffers: true };
    for (const [field, keys] of await publishOptions(store, actor, place))
      before.set(field, [...(before.get(field) ?? []), ...keys]);
    await journal.note(app, id, { made: { options: Object.fromEntries(before) } });
    return before;
  }

  /** What an earlier attempt has done of a run; undefined for the first. */
  async #resumed(record: ImportRecord): Promise<ResumedPass | undefined> {
    const { journal } = this.#options;
    const { app, id, processed } = record;
    const settledRow = record.settledRow ?? 0;
    const details = await journal.writtenDetails(app, id);
    if (settledRow === 0 && details.length === 0) return undefined;
    const { counts } = toJob(record, []);
    const none = { total: 0, create: 0, update: 0, skip: 0, error: 0 };
    return {
      settledRow,
      written: new WrittenRows(details, settledRow),
      // Before the first batch was counted, the counts are still those of the check.
      counts: settledRow > 0 && counts ? counts : none,
      processed,
      complaints: await journal.clearComplaints(id, settledRow),
    };
  }

  async #reader(order: PassOrder, newOptions: Map<string, Set<string>> | undefined) {
    const { store } = this.#options;
    const { actor, record, plan, file, packed } = order;
    const { headers, samples } = await readColumns(file, plan, DATE_SAMPLES);
    const sheets = new Map<string, ColumnSamples>();
    for (const child of plan.childSheets ?? [])
      sheets.set(child.subTable, await readColumns(file, child, DATE_SAMPLES));
    const place = { store, actor, app: record.app };
    const directory = new NameDirectory(place);
    await directory.start();
    const target = importTarget(store, actor, record.app, plan);
    const missing = plan.createReferences === true ? new MissingRecords(place, directory, target) : undefined;
    const { onError } = plan;
    const columns = { target, headers, samples, sheets };
    const reading = { ...columns, directory, actor, newOptions, onError, missing, file: packed?.find };
    return { target, missing, reader: new RowReader(reading) };
  }

  /** Names in the file that are no options yet. */
  async #newOptions(order: PassOrder): Promise<NewOptions> {
    const found = new Map<string, Set<string>>();
    const { reader, target } = await this.#reader(order, found);
    await withWorkbook(order.file, async (workbook) => {
      const records = recordRows(dataPieces(workbook, order.plan), target);
      for await (const batch of inBatches(records, DATE_SAMPLES)) await reader.read(batch);
    });
    return found;
  }
}

/** Keys of the options that an import has added, by field. */
function madeOptions({ made }: ImportRecord): Map<string, readonly string[]> {
  const options = isPlainObject(made) ? made["options"] : undefined;
  if (!isPlainObject(options)) return new Map();
  return new Map(
    Object.entries(options).map(([field, keys]) => [
      field,
      Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [],
    ]),
  );
}

function conflicts(count: number): LocalizedText {
  return {
    zh: `有 ${count} 条记录在导入后被修改过，已保留原样`,
    en: `${counted(count, "record")} changed after the import, left as ${count === 1 ? "it is" : "they are"}`,
  };
}

async function isThere({ path }: StoredSheet): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

const interrupted: LocalizedText = {
  zh: "导入中断，而发起人已不能登录，无法继续。已写入的数据可以撤销",
  en: "The import was cut off and cannot go on: whoever started it can no longer sign in. What was written can be undone",
};
