import { AppError, type Clock, internalError, type LocalizedText, type Logger } from "@mortise/kit";
import {
  type Actor,
  type ImportJournal,
  type ImportRecord,
  mayBuild,
  type Store,
  type UndoOptions,
} from "@mortise/store";
import type { ImportPlan } from "../../model/import/import-plan.ts";
import { importTarget } from "./import-target.ts";
import { NameDirectory } from "./name-directory.ts";
import { type NewOptions, publishOptions } from "./new-options.ts";
import { type PassEnd, processRows } from "./process-rows.ts";
import { RowReader } from "./row-reader.ts";
import { dataPieces, inBatches, readColumns, type StoredSheet, withWorkbook } from "./sheet-source.ts";
import { toJob } from "./to-job.ts";

/** What background work stands on. */
export interface ImportWorkOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly journal: ImportJournal;
}

/** One check or run to be done. */
export interface PassOrder {
  readonly actor: Actor;
  readonly record: ImportRecord;
  readonly plan: ImportPlan;
  readonly file: StoredSheet;
  readonly writes: boolean;
}

const ACTIVE: ReadonlySet<string> = new Set(["checking", "running", "undoing"]);
/** Rows from which the way dates are written is told. */
const DATE_SAMPLES = 2000;

/** Checks, runs and undoes imports in the background of this process. */
export class ImportWork {
  readonly #options: ImportWorkOptions;
  readonly #going = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();

  constructor(options: ImportWorkOptions) {
    this.#options = options;
  }

  /** Starts a check or run. */
  pass(order: PassOrder): void {
    const end = (ended: PassEnd) =>
      ended === "cancelled" ? (order.writes ? "cancelled" : "ready") : order.writes ? "done" : "checked";
    this.#begin(order.record, async (signal) => ({ status: end(await this.#pass(order, signal)) }));
  }

  /** Starts taking an import back. */
  undo(actor: Actor, { app, id, ...record }: ImportRecord, options: UndoOptions): void {
    this.#begin({ app, id, ...record }, async () => {
      const result = await this.#options.store.records.undoImport(actor, app, id, options);
      const kept = result.conflicts.length;
      return { status: "undone", ...(kept > 0 ? { error: conflicts(kept) } : {}) };
    });
  }

  /** Asks whoever works on the import to stop. */
  async cancel(app: string, id: string): Promise<void> {
    await this.#options.journal.note(app, id, { cancelAsked: true });
    const going = this.#going.get(id);
    going?.stop.abort();
    await going?.done;
  }

  /** Marks an import as failed when the process that worked on it is gone; what it wrote can be undone. */
  async revive(record: ImportRecord): Promise<ImportRecord> {
    const { journal } = this.#options;
    if (!ACTIVE.has(record.status) || this.#going.has(record.id) || (await journal.isHeld(record.id)))
      return record;
    const now = await journal.find(record.app, record.id);
    if (!now || !ACTIVE.has(now.status)) return now ?? record;
    await journal.note(record.app, record.id, { status: "failed", error: interrupted });
    return { ...now, status: "failed", error: interrupted };
  }

  /** Stops everything after the batch under way; what was written stays and can be undone. */
  async stop(): Promise<void> {
    for (const { stop } of this.#going.values()) stop.abort();
    await this.settled();
  }

  /** Resolves when nothing is going on. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all([...this.#going.values()].map(({ done }) => done));
  }

  #begin(
    { app, id }: ImportRecord,
    work: (signal: AbortSignal) => Promise<{ readonly status: string; readonly error?: LocalizedText }>,
  ): void {
    const { journal, logger } = this.#options;
    const stop = new AbortController();
    const run = async (): Promise<void> => {
      try {
        await journal.hold(id, async () => journal.note(app, id, await work(stop.signal)));
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

  async #pass(order: PassOrder, signal: AbortSignal): Promise<PassEnd> {
    const { store, journal, clock } = this.#options;
    const { actor, record, plan, file, writes } = order;
    const { app, id } = record;
    await journal.clearComplaints(id);
    const addsOptions = plan.createOptions && mayBuild(actor, app, store.releases.current(app).catalog);
    if (writes && addsOptions) {
      const options = await this.#newOptions(order);
      await publishOptions(store, actor, { app, entity: plan.entity, options, fileName: record.fileName });
    }
    const reader = await this.#reader(order, !writes && addsOptions ? new Map() : undefined);
    const target = importTarget(store, actor, app, plan);
    const expected = writes ? (toJob(record, []).counts?.total ?? 0) : 0;
    return processRows({
      store,
      journal,
      clock,
      id,
      app,
      actor,
      file,
      plan,
      target,
      reader,
      writes,
      expected,
      signal,
    });
  }

  async #reader(order: PassOrder, newOptions: Map<string, Set<string>> | undefined): Promise<RowReader> {
    const { store } = this.#options;
    const { actor, record, plan, file } = order;
    const { headers, samples } = await readColumns(file, plan, DATE_SAMPLES);
    const directory = new NameDirectory({ store, actor, app: record.app });
    await directory.start();
    const target = importTarget(store, actor, record.app, plan);
    return new RowReader({ target, headers, samples, directory, actor, newOptions });
  }

  /** Names in the file that are no options yet. */
  async #newOptions(order: PassOrder): Promise<NewOptions> {
    const found = new Map<string, Set<string>>();
    const reader = await this.#reader(order, found);
    await withWorkbook(order.file, async (workbook) => {
      for await (const batch of inBatches(dataPieces(workbook, order.plan), DATE_SAMPLES))
        await reader.read(batch);
    });
    return found;
  }
}

function conflicts(count: number): LocalizedText {
  return {
    zh: `有 ${count} 条记录在导入后被修改过，已保留原样`,
    en: `${count} records were changed after the import and were left as they are`,
  };
}

const interrupted: LocalizedText = {
  zh: "服务器在导入过程中重启，导入已中断。已写入的数据可以撤销",
  en: "The server stopped during the import. What was written can be undone",
};
