import { rename, rm, stat } from "node:fs/promises";
import { AppError, type Clock, internalError, type Logger } from "@mortise/kit";
import {
  accountNames,
  type Actor,
  type Actors,
  type ExportJournal,
  type ExportProgress,
  type ExportRecord,
  ExportStamps,
  type Store,
  writeAudit,
} from "@mortise/store";
import { exportNotAllowed } from "../../errors.ts";
import { NameDirectory } from "../imports/name-directory.ts";
import { exportTarget } from "./export-target.ts";
import { LinkNames } from "./link-names.ts";
import { type StampTexts, stampTexts } from "./stamp-texts.ts";
import { isActive, requestOf } from "./to-export-job.ts";
import { writeExport } from "./write-export.ts";

/** What background work stands on. */
export interface ExportWorkOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly journal: ExportJournal;
  readonly actors: Pick<Actors, "ofAccount">;
  readonly pathOf: (id: string) => string;
}

/** So many at a time in one process; the others wait, so that people at work feel nothing of it. */
const AT_ONCE = 2;

/** Ends an export that somebody has stopped. */
class Cancelled extends Error {}

/** Carries exports out in the background of this process, a few at a time, in the order they came in. */
export class ExportWork {
  readonly #options: ExportWorkOptions;
  readonly #waiting: ExportRecord[] = [];
  readonly #going = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  #isStopping = false;

  constructor(options: ExportWorkOptions) {
    this.#options = options;
  }

  /** Takes an export on. One that is known already, here or in another process, is not done twice. */
  add(record: ExportRecord): void {
    if (this.#isStopping || this.#going.has(record.id)) return;
    if (this.#waiting.some(({ id }) => id === record.id)) return;
    this.#waiting.push(record);
    this.#next();
  }

  /** Stops an export of this process; `undefined` work of other processes hears of it by the journal. */
  async cancel(id: string): Promise<void> {
    const index = this.#waiting.findIndex((record) => record.id === id);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      await this.#end(id, { status: "cancelled" });
    }
    const going = this.#going.get(id);
    going?.stop.abort(new Cancelled());
    await going?.done;
  }

  /** For an orderly shutdown: what is not done is begun anew by whoever starts next. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#waiting.length = 0;
    for (const { stop } of this.#going.values()) stop.abort();
    await this.settled();
  }

  /** Resolves when nothing is going on. */
  async settled(): Promise<void> {
    while (this.#going.size > 0) await Promise.all([...this.#going.values()].map(({ done }) => done));
  }

  #next(): void {
    const record = this.#going.size < AT_ONCE ? this.#waiting.shift() : undefined;
    if (!record) return;
    const stop = new AbortController();
    const done = this.#run(record, stop.signal).finally(() => {
      this.#going.delete(record.id);
      this.#next();
    });
    this.#going.set(record.id, { stop, done });
  }

  async #run(record: ExportRecord, signal: AbortSignal): Promise<void> {
    const { journal, logger, pathOf } = this.#options;
    const part = `${pathOf(record.id)}.part`;
    try {
      await journal.hold(record.id, () => this.#write(record, part, signal));
    } catch (error) {
      await rm(part, { force: true });
      // Cut off by a shutdown: begun anew later.
      if (this.#isStopping && !(signal.reason instanceof Cancelled)) return;
      if (error instanceof Cancelled || signal.reason instanceof Cancelled)
        return this.#end(record.id, { status: "cancelled" });
      if (!(error instanceof AppError))
        logger.error(
          { export: record.id, reason: error instanceof Error ? error.name : "unknown" },
          "an export failed",
        );
      const text = error instanceof AppError ? error.text : internalError.message;
      await this.#end(record.id, { status: "failed", error: text });
    }
  }

  async #write(record: ExportRecord, part: string, signal: AbortSignal): Promise<void> {
    const { store, journal, clock, actors, pathOf } = this.#options;
    const { id, app } = record;
    // Another process may have done it since it began to wait here.
    const now = await journal.find(app, id, record.createdBy);
    if (!now || !isActive(now.status)) return;
    // The rights of now: hours may have passed since somebody asked.
    const actor = await actors.ofAccount(record.createdBy);
    if (!actor) throw exportNotAllowed();
    const note = async (progress: ExportProgress): Promise<void> => {
      if (await journal.note(id, progress)) throw new Cancelled();
      signal.throwIfAborted();
    };
    const request = requestOf(record);
    const target = exportTarget(store, actor, record, request);
    await note({ status: "running", processed: 0 });
    const list = await store.records.wholeList(actor, app, {
      entity: record.entity,
      ...(request.filter === undefined ? {} : { filter: request.filter }),
      ...(request.search === undefined ? {} : { search: request.search }),
      ...(request.sort === undefined ? {} : { sort: request.sort }),
      ...(request.state === undefined ? {} : { state: request.state }),
    });
    await note({ total: list.total });
    let processed = 0;
    const onPage = async (records: number): Promise<void> => {
      processed += records;
      await note({ processed });
    };
    const directory = new NameDirectory({ store, actor, app });
    await directory.start();
    const names = new LinkNames(directory);
    const { locale, timeZone } = actor;
    const context = { locale, timeZone };
    const stamp = await this.#stamp(actor, record, list.total);
    const writing = { list, target, names, context, onPage, path: part, request, signal, stamp };
    const { shortened } = await writeExport(writing);
    const { size } = await stat(part);
    await rename(part, pathOf(id));
    await this.#tell(actor, record, {
      rows: processed,
      columns: target.columns.map(({ field }) => field.id),
      stamp: stamp !== undefined,
    });
    const finishedAt = clock.now().toISOString();
    await journal.note(id, { status: "done", processed, shortened, size, finishedAt });
  }

  /** What the file says of its origin, as administrators have set it. */
  async #stamp(actor: Actor, record: ExportRecord, rows: number): Promise<StampTexts | undefined> {
    const { store, clock } = this.#options;
    const stamp = await new ExportStamps(store.db, clock).current();
    const names = await accountNames(store.db, [record.createdBy]);
    const person = names.get(record.createdBy) ?? "";
    return stampTexts(stamp, {
      actor,
      person,
      at: clock.now(),
      export: record.id,
      name: record.fileName,
      rows,
    });
  }

  /** Writes down who took what out. */
  async #tell(
    actor: Actor,
    record: ExportRecord,
    taken: { readonly rows: number; readonly columns: readonly string[]; readonly stamp: boolean },
  ): Promise<void> {
    const { store, clock } = this.#options;
    const { format, children = "none" } = requestOf(record);
    await writeAudit(store.db, {
      kind: "export",
      actor: actor.userId,
      at: clock.now(),
      app: record.app,
      entity: record.entity,
      details: {
        export: record.id,
        format,
        children,
        rows: taken.rows,
        fields: [...taken.columns],
        ...(taken.stamp ? { stamp: true } : {}),
      },
    });
  }

  async #end(id: string, progress: ExportProgress): Promise<void> {
    const finishedAt = this.#options.clock.now().toISOString();
    // The database may be what failed: then the export is found by the next look at what is unfinished.
    await this.#options.journal.note(id, { ...progress, finishedAt }).catch(() => undefined);
  }
}
