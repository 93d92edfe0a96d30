import { mkdir, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { civilDayText, type Clock, localize, type Logger, newId } from "@mortise/kit";
import { wallTime } from "@mortise/fields";
import {
  accountNames,
  type Actor,
  type Actors,
  ExportJournal,
  type ExportRecord,
  ExportStamps,
  type Store,
} from "@mortise/store";
import { exportGone, exportNotAllowed, exportNotFound, exportTooMany } from "../../errors.ts";
import type { ExportJob, ExportRequest } from "../../model/export/export-plan.ts";
import { exportTarget } from "./export-target.ts";
import { ExportWork } from "./export-work.ts";
import { ACTIVE, isActive, KEPT_MS, toExportJob } from "./to-export-job.ts";

/** What exports stand on. */
export interface ExportsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly actors: Pick<Actors, "ofAccount">;
  /** Where finished files are kept. */
  readonly folder: string;
}

const LISTED = 20;
/** Unfinished exports that one person may have. */
const MOST_WAITING = 5;
/** What is known of an export stays so long; its file goes after a day. */
const REMEMBERED_MS = 30 * KEPT_MS;

/** Lists as files: asked for, written in the background, fetched by whoever asked, for a day. */
export class Exports {
  readonly #options: ExportsOptions;
  readonly #journal: ExportJournal;
  readonly #work: ExportWork;

  constructor(options: ExportsOptions) {
    this.#options = options;
    this.#journal = new ExportJournal(options.store.db);
    this.#work = new ExportWork({ ...options, journal: this.#journal, pathOf: (id) => this.#path(id) });
  }

  /** Begins to write a list. */
  async start(
    actor: Actor,
    { app, entity }: { readonly app: string; readonly entity: string },
    request: ExportRequest,
  ): Promise<ExportJob> {
    const { store, clock } = this.#options;
    const person = personIn(actor);
    const target = exportTarget(store, actor, { app, entity }, request);
    const own = await this.#journal.list(app, person, LISTED);
    if (own.filter(({ status }) => isActive(status)).length >= MOST_WAITING)
      throw exportTooMany({ count: MOST_WAITING });
    await mkdir(this.#options.folder, { recursive: true });
    const now = clock.now();
    const list = localize(target.entity.plural ?? target.entity.name, actor.locale);
    const name = [list, civilDayText(wallTime(now, actor.timeZone)), ...(await this.#signature(person))];
    const id = newId(now.getTime());
    await this.#journal.add({
      id,
      app,
      entity,
      request,
      fileName: `${name.join("-")}.${request.format}`,
      createdAt: now.toISOString(),
      createdBy: person,
    });
    const record = await this.#find(actor, app, id);
    this.#work.add(record);
    return toExportJob(record);
  }

  /** The newest exports that the actor asked for. */
  async list(actor: Actor, app: string): Promise<ExportJob[]> {
    if (actor.userId === null) return [];
    return (await this.#journal.list(app, actor.userId, LISTED)).map(toExportJob);
  }

  /** State and progress. */
  async get(actor: Actor, app: string, id: string): Promise<ExportJob> {
    return toExportJob(await this.#find(actor, app, id));
  }

  /** Stops an export that is not done. */
  async cancel(actor: Actor, app: string, id: string): Promise<ExportJob> {
    const record = await this.#find(actor, app, id);
    if (isActive(record.status)) {
      await this.#journal.askToCancel(id);
      await this.#work.cancel(id);
    }
    return this.get(actor, app, id);
  }

  /** The file, for whoever asked for it and may still take the list out. */
  async file(
    actor: Actor,
    app: string,
    id: string,
  ): Promise<{ readonly fileName: string; readonly size: number; readonly stream: Readable }> {
    const record = await this.#find(actor, app, id);
    const { store, clock } = this.#options;
    if (!store.records.permissionSummary(actor, app, record.entity).export) throw exportNotAllowed();
    const job = toExportJob(record);
    const isKept = job.expiresAt !== null && Date.parse(job.expiresAt) > clock.now().getTime();
    const content = isKept ? await open(this.#path(id)).catch(() => undefined) : undefined;
    if (!content) throw exportGone();
    return { fileName: record.fileName, size: record.size ?? 0, stream: content.createReadStream() };
  }

  /** Takes up what a process left unfinished, and removes files that were kept long enough. */
  async sweep(): Promise<void> {
    const now = this.#options.clock.now().getTime();
    for (const record of await this.#journal.inStates(ACTIVE)) {
      if (!(await this.#journal.isHeld(record.id))) this.#work.add(record);
    }
    for (const { id } of await this.#journal.inStates(["done"], new Date(now - KEPT_MS))) {
      await rm(this.#path(id), { force: true });
      await this.#journal.note(id, { status: "expired" });
    }
    await this.#journal.forget(new Date(now - REMEMBERED_MS));
  }

  /** For an orderly shutdown. */
  async stop(): Promise<void> {
    await this.#work.stop();
  }

  /** Resolves when nothing is going on in this process. */
  async settled(): Promise<void> {
    await this.#work.settled();
  }

  /** Names of the files that lie there, finished or not: for tests of what is tidied up. */
  async files(): Promise<readonly string[]> {
    return readdir(this.#options.folder).catch(() => []);
  }

  /** Where exported files say who took them out, their names do: CSV has no other place for it. */
  async #signature(person: string): Promise<readonly string[]> {
    const { store, clock } = this.#options;
    const { sheet, footer } = await new ExportStamps(store.db, clock).current();
    if (!sheet && !footer) return [];
    const name = (await accountNames(store.db, [person])).get(person) ?? "";
    const safe = name
      .replaceAll(/[\\/:*?"<>|\p{C}]/gu, " ")
      .trim()
      .slice(0, 40);
    return safe === "" ? [] : [safe];
  }

  async #find(actor: Actor, app: string, id: string): Promise<ExportRecord> {
    const record = await this.#journal.find(app, id, personIn(actor));
    if (!record) throw exportNotFound();
    return record;
  }

  #path(id: string): string {
    return join(this.#options.folder, id);
  }
}

/** Files are kept for persons: only they can come back for them. */
function personIn({ userId }: Actor): string {
  if (userId === null) throw exportNotAllowed();
  return userId;
}

/** Exports of lists over a store. */
export function createExports(options: ExportsOptions): Exports {
  return new Exports(options);
}
