import { access, copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Clock, type LocalizedText, type Logger, newId } from "@mortise/kit";
import type { EntityDocument } from "@mortise/metadata";
import {
  type Actor,
  type Actors,
  type Files,
  ImportJournal,
  type ImportRecord,
  isActivePerson,
  mayBuild,
  type Store,
  type UndoMode,
  type UndoPreview,
} from "@mortise/store";
import {
  importFileGone,
  importNotAllowed,
  importNotFound,
  importNotPossible,
  importPlanInvalid,
} from "../../errors.ts";
import { childFields } from "../../model/import/child-fields.ts";
import { guessKeys, guessMapping } from "../../model/import/guess-mapping.ts";
import { guessChildSheets } from "../../model/import/guess-child-sheets.ts";
import type { ChildSheet, ColumnMapping, ImportJob, ImportPlan } from "../../model/import/import-plan.ts";
import { inferEntity } from "../../model/import/infer-entity.ts";
import { importTemplate } from "../import-template/import-template.ts";
import { errorWorkbook } from "./error-workbook.ts";
import { ImportFiles } from "./import-files.ts";
import { ImportWork } from "./import-work.ts";
import { importTarget } from "./import-target.ts";
import { Mappings } from "./mappings.ts";
import type { NamedStream } from "./named-stream.ts";
import { toJob } from "./to-job.ts";
import { describeSheets, readColumns, type SheetPlace, type StoredSheet } from "./sheet-source.ts";

/** What imports stand on. */
export interface ImportsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** An import that was cut off goes on in the name of whoever started it, with the rights of the moment. */
  readonly actors: Pick<Actors, "ofAccount">;
  /** Where files are kept that records hold. */
  readonly files: Files;
  /** Where uploaded files are kept. */
  readonly folder: string;
}

/** An uploaded file: on disk under a temporary name. */
export interface UploadedFile {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

const SAMPLES = 500;
const INFERENCE_ROWS = 20_000;
const SHOWN_ERRORS = 100;
const LISTED = 50;
/** States in which nothing is going on. */
const RESTING = ["ready", "checked", "failed", "cancelled"] as const;
const WITH_ROWS = ["done", "cancelled", "failed"] as const;
/** States in which a run ended before its time. */
const STOPPED = ["cancelled", "failed"] as const;

/** Which import is meant. */
export interface ImportPlace {
  readonly app: string;
  readonly id: string;
}

/** Import of legacy lists: upload, mapping, check, run, undo. Checks and runs go on in the background; `get` tells how far. */
export class Imports {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #folder: string;
  readonly #journal: ImportJournal;
  readonly #work: ImportWork;
  /** How lists are imported, kept under names. */
  readonly mappings: Mappings;

  constructor({ store, clock, logger, actors, files, folder }: ImportsOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#folder = folder;
    this.#journal = new ImportJournal(store.db);
    this.mappings = new Mappings({ store, clock });
    const fileOf = (record: ImportRecord) => this.#file(record);
    const archiveOf = ({ id }: ImportRecord) => this.#archive(id);
    this.#work = new ImportWork({
      store,
      clock,
      logger,
      actors,
      files,
      journal: this.#journal,
      fileOf,
      archiveOf,
    });
  }

  /** Keeps a copy of a file and looks into it; the errors of `openWorkbook` pass through. */
  async upload(actor: Actor, app: string, file: UploadedFile): Promise<ImportJob> {
    this.#assertMayUpload(actor, app);
    const id = newId(this.#clock.now().getTime());
    const stored = { path: this.#path(id), fileName: file.name };
    const { sheets, encoding } = await describeSheets({ path: file.path, fileName: file.name });
    await mkdir(this.#folder, { recursive: true });
    await copyFile(file.path, stored.path);
    const createdAt = this.#clock.now().toISOString();
    const entry = { id, app, fileName: file.name, size: file.size, encoding, status: "ready", sheets };
    await this.#journal.add({ ...entry, createdAt, createdBy: actor.userId });
    return this.get(actor, app, id);
  }

  /** The newest imports: one's own, for builders everybody's. */
  async list(actor: Actor, app: string): Promise<ImportJob[]> {
    const by = this.#mayBuild(actor, app) ? null : actor.userId;
    const records =
      by === null && !this.#mayBuild(actor, app) ? [] : await this.#journal.list(app, by, LISTED);
    return records.map((record) => toJob(record, []));
  }

  /** State, progress and the first complaints. Work whose process has died is taken up. */
  async get(actor: Actor, app: string, id: string): Promise<ImportJob> {
    const record = await this.#work.revive(await this.#find(actor, app, id));
    const complaints = await this.#journal.complaints(id, { fromRow: 0, limit: SHOWN_ERRORS });
    return toJob(record, complaints);
  }

  /** Which column probably fills which field. */
  async suggest(
    actor: Actor,
    app: string,
    id: string,
    { entity: entityId, ...place }: SheetPlace & { readonly entity: string },
  ): Promise<{ mapping: ColumnMapping[]; keys: string[]; childSheets: ChildSheet[] }> {
    const record = await this.#find(actor, app, id);
    const entity = this.#store.releases.current(app).catalog.find("entity", entityId);
    if (!entity) throw importNotAllowed();
    const columns = await readColumns(this.#file(record), place, SAMPLES);
    const children = childFields(entity, this.#store.releases.current(app).catalog);
    const hasFiles = record.files !== null;
    const mapping = guessMapping(columns, entity, { locale: actor.locale, children, hasFiles });
    const { sheets } = toJob(record, []);
    const clues = { sheets, sheet: place.sheet, headers: columns.headers, mapping, children };
    return {
      mapping: [...mapping],
      keys: [...guessKeys(mapping, entity, columns)],
      childSheets: [...guessChildSheets(clues)],
    };
  }

  /** An entity that takes every row as it stands. */
  async inferEntity(
    actor: Actor,
    app: string,
    id: string,
    place: SheetPlace,
  ): Promise<{ entity: EntityDocument; mapping: ColumnMapping[] }> {
    const record = await this.#find(actor, app, id);
    const columns = await readColumns(this.#file(record), place, INFERENCE_ROWS);
    const sheets = toJob(record, []).sheets;
    const sheetName = sheets.length > 1 ? sheets[place.sheet]?.name : undefined;
    const taken = (await this.#store.releases.draft(app)).documents.flatMap(({ document }) =>
      document.kind === "entity" ? [document.id] : [],
    );
    const inferred = inferEntity({ ...columns, name: sheetName ?? record.fileName, taken: new Set(taken) });
    return { entity: inferred.entity, mapping: [...inferred.mapping] };
  }

  /** Starts counting what would happen; nothing is written. */
  async check(actor: Actor, app: string, id: string, plan: ImportPlan): Promise<ImportJob> {
    return this.#start(actor, { app, id, plan }, "checking");
  }

  /** Starts writing the rows. */
  async run(actor: Actor, app: string, id: string, plan: ImportPlan): Promise<ImportJob> {
    return this.#start(actor, { app, id, plan }, "running");
  }

  /** A further import of the same file, for another of its sheets; FORM_IMPORT_FILE_GONE when it is no longer kept. */
  async again(actor: Actor, { app, id: before }: ImportPlace): Promise<ImportJob> {
    const { fileName, size, encoding, sheets } = await this.#find(actor, app, before);
    this.#assertMayUpload(actor, app);
    const now = this.#clock.now();
    const id = newId(now.getTime());
    await copyFile(this.#path(before), this.#path(id)).catch(() => {
      throw importFileGone();
    });
    const entry = { id, app, fileName, size, encoding, status: "ready", sheets };
    await this.#journal.add({ ...entry, createdAt: now.toISOString(), createdBy: actor.userId });
    return this.get(actor, app, id);
  }

  /** Goes on with a run that was stopped or failed, behind the last row that was dealt with. */
  async continue(actor: Actor, app: string, id: string): Promise<ImportJob> {
    const record = await this.#work.revive(await this.#find(actor, app, id));
    const { plan, canContinue } = toJob(record, []);
    if (!plan || canContinue !== true) throw importNotPossible({ status: record.status });
    await this.#assertPlan(actor, app, plan);
    await access(this.#path(id)).catch(() => {
      throw importFileGone();
    });
    const to = { status: "running", startedBy: actor.userId };
    if (!(await this.#journal.move(id, STOPPED, to))) throw importNotPossible({ status: record.status });
    this.#work.begin(actor, record);
    return this.get(actor, app, id);
  }

  /** Keeps an archive of the files that cells of the list name. */
  async addFiles(actor: Actor, { app, id }: ImportPlace, file: UploadedFile): Promise<ImportJob> {
    const record = await this.#resting(actor, app, id);
    const packed = await ImportFiles.open(file.path, file.name);
    await packed.close();
    await copyFile(file.path, this.#archive(record.id));
    await this.#journal.note(app, id, { files: packed.summary(file.name) });
    return this.get(actor, app, id);
  }

  /** Forgets the archive of files beside the list. */
  async removeFiles(actor: Actor, { app, id }: ImportPlace): Promise<ImportJob> {
    const record = await this.#resting(actor, app, id);
    await this.#journal.note(app, id, { files: null });
    await rm(this.#archive(record.id), { force: true });
    return this.get(actor, app, id);
  }

  /** Stops a check or run after the rows in hand. */
  async cancel(actor: Actor, app: string, id: string): Promise<ImportJob> {
    await this.#find(actor, app, id);
    await this.#work.cancel(app, id);
    return this.get(actor, app, id);
  }

  /** Starts taking back everything that the import wrote. */
  async undo(actor: Actor, app: string, id: string, conflicts: UndoMode = "skip"): Promise<ImportJob> {
    const record = await this.#work.revive(await this.#find(actor, app, id));
    const to = { status: "undoing", startedBy: actor.userId, undoMode: conflicts };
    if (!(await this.#journal.move(id, WITH_ROWS, to))) throw importNotPossible({ status: record.status });
    this.#work.begin(actor, record);
    return this.get(actor, app, id);
  }

  /** What undoing an import would bring back and whom it would run into; nothing is written. */
  async previewUndo(actor: Actor, app: string, id: string): Promise<UndoPreview> {
    await this.#find(actor, app, id);
    return this.#store.records.previewUndo(actor, app, { importId: id });
  }

  /** See `importTemplate`. */
  async template(actor: Actor, app: string, entity: string): Promise<NamedStream> {
    return importTemplate(this.#store, actor, { app, entity });
  }

  /** The failed rows with their reasons, to be mended and imported again. */
  async errorWorkbook(actor: Actor, app: string, id: string): Promise<NamedStream> {
    const record = await this.#find(actor, app, id);
    const { plan } = toJob(record, []);
    if (!plan) throw importNotPossible({ status: record.status });
    const file = this.#file(record);
    const stream = await errorWorkbook({ id, file, plan, journal: this.#journal, locale: actor.locale });
    const name = record.fileName.replace(/\.[^.]*$/, "");
    return { fileName: actor.locale === "zh" ? `${name}-失败行.xlsx` : `${name}-failed.xlsx`, stream };
  }

  /** Takes up what processes left behind that are gone. */
  async sweep(): Promise<void> {
    for (const record of await this.#journal.active()) await this.#work.revive(record);
  }

  /** For an orderly shutdown: work stops after the batch under way; whoever starts next goes on with it. */
  async stop(): Promise<void> {
    await this.#work.stop();
  }

  /** Resolves when nothing is going on in this process. */
  async settled(): Promise<void> {
    await this.#work.settled();
  }

  async #start(
    actor: Actor,
    { app, id, plan }: { readonly app: string; readonly id: string; readonly plan: ImportPlan },
    state: "checking" | "running",
  ): Promise<ImportJob> {
    const record = await this.#work.revive(await this.#find(actor, app, id));
    await this.#assertPlan(actor, app, plan);
    const from = RESTING.filter(
      (status) => state === "checking" || status !== "cancelled" || toJob(record, []).processed === 0,
    );
    const to = {
      status: state,
      plan,
      processed: 0,
      settledRow: null,
      made: null,
      isRun: state === "running",
      startedBy: actor.userId,
      ...(state === "checking" ? { counts: null } : {}),
    };
    if (!(await this.#journal.move(id, from, to))) throw importNotPossible({ status: record.status });
    this.#work.begin(actor, record);
    return this.get(actor, app, id);
  }

  /** An import with which nothing is going on. */
  async #resting(actor: Actor, app: string, id: string): Promise<ImportRecord> {
    const record = await this.#work.revive(await this.#find(actor, app, id));
    if (!RESTING.some((status) => status === record.status))
      throw importNotPossible({ status: record.status });
    return record;
  }

  /** Refuses a plan that does not fit the release in force, the actor's rights or the people that there are. */
  async #assertPlan(actor: Actor, app: string, plan: ImportPlan): Promise<void> {
    importTarget(this.#store, actor, app, plan);
    const { owner } = plan;
    if (typeof owner !== "object" || (await isActivePerson(this.#store.db, owner.user))) return;
    throw importPlanInvalid({}, { details: [{ path: "owner", message: ownerGone }] });
  }

  async #find(actor: Actor, app: string, id: string): Promise<ImportRecord> {
    const record = await this.#journal.find(app, id);
    const isTheirs =
      record && (this.#mayBuild(actor, app) || (actor.userId !== null && record.createdBy === actor.userId));
    if (!isTheirs) throw importNotFound();
    return record;
  }

  #assertMayUpload(actor: Actor, app: string): void {
    if (this.#mayBuild(actor, app)) return;
    const entities = this.#store.releases.current(app).catalog.all("entity");
    const may = entities.some(({ id }) => this.#store.records.permissionSummary(actor, app, id).import);
    if (!may) throw importNotAllowed();
  }

  #mayBuild(actor: Actor, app: string): boolean {
    return mayBuild(actor, app, this.#store.releases.current(app).catalog);
  }

  #file(record: ImportRecord): StoredSheet {
    return { path: this.#path(record.id), fileName: record.fileName };
  }

  #path(id: string): string {
    return join(this.#folder, id);
  }

  #archive(id: string): string {
    return `${this.#path(id)}.zip`;
  }
}

const ownerGone: LocalizedText = {
  zh: "选择的负责人不存在或已停用，请重新选择",
  en: "The chosen owner does not exist or is switched off; choose another",
};

/** Import of legacy lists over a store. */
export function createImports(options: ImportsOptions): Imports {
  return new Imports(options);
}
