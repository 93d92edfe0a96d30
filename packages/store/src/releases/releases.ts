import { type RemovedDocument, removedDocuments } from "./removed-documents.ts";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock, Logger } from "@mortise/kit";
import {
  type DefinitionDocument,
  diffDocuments,
  type DocumentChecker,
  type DocumentKey,
  documentKey,
  entityAdditions,
  type FieldCatalog,
  impactOf,
  validateCatalog,
} from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { type Actor, systemActor } from "../actor.ts";
import { type CompanyCalendar, USUAL_CALENDAR } from "../calendar/company-calendar.ts";
import type { NotificationFeed } from "../database/notification-feed.ts";
import { appExists, buildForbidden, invalidDocument, publishFailed } from "../errors.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { type IndexAdvice, listAdvice } from "../schema/advice/advice-rows.ts";
import { type DataCheck, findChecks } from "../schema/checks/data-check.ts";
import type { ConversionContext } from "../schema/conversion/convert-rows.ts";
import { StructureRunner } from "../schema/task/structure-runner.ts";
import { calendarFields } from "../records/derived/fields-to-fill.ts";
import { fillTask } from "../records/derived/fill-derived.ts";
import { addTasks, openTasks } from "../schema/task/task-rows.ts";
import type { SystemDatabase } from "../system-schema.ts";
import {
  draftCatalog,
  lockApp,
  parseEdits,
  readDrafts,
  readDraftsOf,
  removeDraft,
  replaceDrafts,
  splitKey,
  writeDraft,
} from "./drafts.ts";
import { type DraftStamp, recordStep, stepBetween } from "./draft-step.ts";
import { mayBuild } from "./may-build.ts";
import { PendingOwner } from "./pending-owner.ts";
import { markPending, readPending, removePending } from "./pending-release.ts";
import { planFromData, planFromDocuments, readingContext } from "./plan-release.ts";
import {
  publishFirst,
  publishRelease,
  type PublishRequest,
  readRelease,
  RELEASE_CHANNEL,
  releaseDocuments,
} from "./publish.ts";
import type { PublishContext } from "./publish-context.ts";
import { ReleaseCache, type ReleaseListener } from "./release-cache.ts";
import type {
  CompiledRelease,
  Draft,
  DraftDiff,
  DraftEdit,
  PublishOptions,
  ReleaseInfo,
  SavedDraft,
} from "./release.ts";
import { declineOrAllow, reviewIndexes } from "./index-review.ts";
import { type StructureProgress, structureProgress } from "./structure-progress.ts";

/** What releases stand on. */
export interface ReleasesOptions {
  readonly db: Kysely<SystemDatabase>;
  /**
   * Connections for drafts, publishing and the tasks on large tables, so that neither these nor requests wait for what
   * the others hold; those of requests when absent.
   */
  readonly structureDb?: Kysely<SystemDatabase>;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
  /** Checks of the engines: flow nodes, chart types. */
  readonly checkers: readonly DocumentChecker[];
  readonly logger: Logger;
  /** The company's calendar as it stands; that of mainland China when absent. */
  readonly calendar?: () => CompanyCalendar;
  /** The same, read from the database: another process may just have changed it. */
  readonly readCalendar?: () => Promise<CompanyCalendar>;
  /**
   * Has any process call `runTasks` soon; runs in the transaction that adds tasks. Without it they stand in the
   * database until somebody does.
   */
  readonly announceTasks?: (transaction: Kysely<SystemDatabase>) => Promise<void>;
}

/** How often a publisher looks whether another process has finished what the release waits for. */
const LOOK_EVERY_MS = 200;

/**
 * The apps of the installation: drafts that people edit, and releases that are in force. Edits and publishing need a
 * builder (STORE_BUILD_FORBIDDEN); reading drafts is the caller's to guard.
 */
export class Releases {
  readonly #options: ReleasesOptions;
  readonly #db: Kysely<SystemDatabase>;
  readonly #cache: ReleaseCache;
  readonly #runner: StructureRunner;

  constructor(options: ReleasesOptions) {
    this.#options = options;
    this.#db = options.structureDb ?? options.db;
    this.#cache = new ReleaseCache(options.db, options.fieldCatalog);
    const owner = new PendingOwner({
      clock: options.clock,
      fieldCatalog: options.fieldCatalog,
      context: (actor) => this.#context(actor),
      readCalendar: options.readCalendar ?? (async () => this.calendar()),
      accept: (release) => this.#cache.accept(release),
    });
    this.#runner = new StructureRunner(this.#db, owner, options.logger);
  }

  /** Loads the current releases and follows those that other processes make, within a second. */
  async start(feed: NotificationFeed, onError: (error: unknown) => void): Promise<void> {
    await feed.listen(RELEASE_CHANNEL, (app) => void this.#cache.refresh(app).catch(onError));
    await this.#cache.refresh();
  }

  /** The working days and fiscal years that formulas, conditions and flows count by. Costs no query. */
  calendar(): CompanyCalendar {
    return this.#options.calendar?.() ?? USUAL_CALENDAR;
  }

  /** Ids of all apps, sorted. Costs no query. */
  apps(): readonly string[] {
    return this.#cache.apps();
  }

  /** The release in force; STORE_APP_NOT_FOUND when there is no such app. Costs no query. */
  current(app: string): CompiledRelease {
    return this.#cache.current(app);
  }

  /** Hears every change of a current release, made here or by another process; call the answer to stop. */
  onChange(listener: ReleaseListener): () => void {
    return this.#cache.onChange(listener);
  }

  /** Looks for newer releases now instead of waiting for the notification. */
  async refresh(app?: string): Promise<void> {
    await this.#cache.refresh(app);
  }

  /**
   * Starts an app from its documents, exactly one of kind `app`, and publishes its first release; all or nothing.
   * STORE_APP_EXISTS when the id is taken, STORE_PUBLISH_REFUSED when the documents have mistakes.
   */
  async createApp(documents: readonly unknown[], actor: Actor): Promise<CompiledRelease> {
    if (!actor.admin) throw buildForbidden();
    const app = appId(documents);
    const edits = parseEdits(
      app,
      documents.map((document) => ({ document, revision: 0 })),
    );
    const parsed = edits.map(({ document }) => document);
    const context = this.#context(actor);
    const created = await this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("app")
        .values({ id: app, current_release: 1, created_at: context.now, created_by: actor.userId })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!row) throw appExists({ app });
      await replaceDrafts(transaction, app, parsed, { actor, now: context.now });
      return publishFirst(transaction, app, parsed, { context, source: { drafts: true } });
    });
    this.#cache.accept(created);
    return created;
  }

  /** The documents being edited. */
  async draft(app: string): Promise<Draft> {
    return this.#db.transaction().execute(async (transaction) => {
      const base = await lockApp(transaction, app, "edit");
      const documents = await readDrafts(transaction, app);
      const { fieldCatalog } = this.#options;
      const { before } = await readRelease(transaction, app, base, fieldCatalog);
      const after = draftCatalog(documents, fieldCatalog);
      return { app, base, documents, changed: diffDocuments(before, after).length };
    });
  }

  /** Documents that were deleted and that a release still has, to be brought back into the draft. */
  async removedDocuments(app: string): Promise<readonly RemovedDocument[]> {
    return removedDocuments(this.#db, app, this.#context(systemActor));
  }

  /**
   * Saves documents, all or none. Only their shape is checked: a draft may be unfinished. Revision 0 adds a document;
   * STORE_DRAFT_CONFLICT when somebody was faster, STORE_DOCUMENT_INVALID when a shape is wrong.
   */
  async saveDraft(app: string, edits: readonly DraftEdit[], actor: Actor): Promise<readonly SavedDraft[]> {
    await this.#assertBuilder(actor, app);
    const parsed = parseEdits(app, edits);
    return this.#edit(app, actor, async (transaction, stamp) => {
      const after = parsed.map(({ document }) => document);
      const before = await readDraftsOf(transaction, app, after.map(documentKey));
      const saved: SavedDraft[] = [];
      for (const edit of parsed) saved.push(await writeDraft(transaction, app, edit, stamp));
      await recordStep(transaction, app, stepBetween(before, after), stamp);
      return saved;
    });
  }

  /** Takes a document out of the drafts, only when `revision` (if given) is still its last; the app's own document stays. */
  async deleteDraft(app: string, key: DocumentKey, actor: Actor, revision?: number): Promise<void> {
    await this.#assertBuilder(actor, app);
    if (splitKey(key).kind === "app") throw invalidDocument();
    await this.#edit(app, actor, async (transaction, stamp) => {
      const before = await readDraftsOf(transaction, app, [key]);
      await removeDraft(transaction, app, key, revision);
      await recordStep(transaction, app, stepBetween(before, []), stamp);
    });
  }

  /** Gives up every edit since the current release. */
  async discardDraft(app: string, actor: Actor): Promise<void> {
    await this.#assertBuilder(actor, app);
    const stamp = { actor, now: this.#options.clock.now() };
    await this.#db.transaction().execute(async (transaction) => {
      const base = await lockApp(transaction, app, "publish");
      const before = (await readDrafts(transaction, app)).map(({ document }) => document);
      const documents = await releaseDocuments(transaction, app, base);
      await replaceDrafts(transaction, app, documents, stamp);
      await recordStep(transaction, app, stepBetween(before, documents), { ...stamp, source: "discard" });
    });
  }

  /**
   * What publishing the drafts now would do; changes nothing. With `data`, stored values are asked too: that reads whole
   * columns of the fields whose type or rules change.
   */
  async diff(app: string, { data = true }: { readonly data?: boolean } = {}): Promise<DraftDiff> {
    const { base, documents } = await this.draft(app);
    const context = this.#context(systemActor);
    const { before, layout } = await readRelease(this.#db, app, base, context.fieldCatalog);
    const after = draftCatalog(documents, context.fieldCatalog);
    const changes = diffDocuments(before, after);
    const problems = [...validateCatalog(after, context.checkers)];
    // A catalog with mistakes has no tables to plan.
    if (!problems.some(({ severity }) => severity === "error")) {
      const target = { app, before, layout, after, number: base + 1, restoring: false, accepted: [] };
      const plan = await (data ? planFromData : planFromDocuments)(this.#db, target, context);
      problems.push(...plan.problems);
    }
    return { base, changes, problems, impact: impactOf(changes, before, context.checkers) };
  }

  /**
   * Makes the drafts the release in force and gives its number. STORE_PUBLISH_REFUSED names every mistake,
   * STORE_PUBLISH_CONFLICT says that somebody was faster, STORE_NOTHING_TO_PUBLISH that nothing differs. Large tables
   * may have to be prepared first: then this takes as long as that does, the work goes on in whatever process should
   * this one end, and STORE_PUBLISH_FAILED says why it could not be done.
   */
  async publish(app: string, options: PublishOptions): Promise<number> {
    const { actor, ...more } = options;
    await this.#assertBuilder(actor, app);
    return this.#publish(app, { ...more, source: { drafts: true }, context: this.#context(actor) });
  }

  /**
   * Publishes a new entity by itself, with what makes it found and used: grants of builder roles and an entry of the
   * menu. Unpublished edits stay drafts, over the new release. STORE_DOCUMENT_INVALID when it is no entity,
   * STORE_DRAFT_CONFLICT when its id is taken, in the release or in the drafts.
   */
  async publishEntity(app: string, document: unknown, options: PublishOptions): Promise<number> {
    const { actor, ...more } = options;
    await this.#assertBuilder(actor, app);
    const [edit] = parseEdits(app, [{ document, revision: 0 }]);
    if (edit?.document.kind !== "entity") throw invalidDocument();
    const entity = edit.document;
    const changes = (documents: readonly DefinitionDocument[]) => entityAdditions(documents, entity);
    const source = { amendment: { adds: [entity], changes } };
    return this.#publish(app, { ...more, source, context: this.#context(actor) });
  }

  /**
   * Publishes changes of documents of the release in force by themselves and gives the number of the new one. They are
   * made on the drafts too, which otherwise stay as they are: other edits remain unpublished. `changes` is asked for the
   * documents of either state that change.
   */
  async amend(
    app: string,
    changes: (documents: readonly DefinitionDocument[]) => readonly DefinitionDocument[],
    options: PublishOptions,
  ): Promise<number> {
    await this.#assertBuilder(options.actor, app);
    return this.amendPermitted(app, changes, options);
  }

  /** The same for changes that the app itself lets people make who do not build it: the caller has checked that it does. */
  async amendPermitted(
    app: string,
    changes: (documents: readonly DefinitionDocument[]) => readonly DefinitionDocument[],
    options: PublishOptions,
  ): Promise<number> {
    const { actor, ...more } = options;
    const source = { amendment: { adds: [], changes } };
    return this.#publish(app, { ...more, source, context: this.#context(actor) });
  }

  /**
   * Brings an older release back as a new one and gives its number; kept fields return with their values. The drafts
   * become equal to it.
   */
  async restore(app: string, number: number, actor: Actor): Promise<number> {
    await this.#assertBuilder(actor, app);
    return this.#publish(app, { source: { restore: number }, context: this.#context(actor) });
  }

  /** What stored values may have against the drafts, and how to read them. */
  async checks(
    app: string,
    actor: Actor,
  ): Promise<{ readonly checks: readonly DataCheck[]; readonly context: ConversionContext }> {
    await this.#assertBuilder(actor, app);
    const { base, documents } = await this.draft(app);
    const context = this.#context(actor);
    const { before, layout } = await readRelease(this.#db, app, base, context.fieldCatalog);
    const after = draftCatalog(documents, context.fieldCatalog);
    const target = { app, before, layout, after, number: base + 1, restoring: false, accepted: [] };
    return {
      checks: findChecks(before, after, context.fieldType),
      context: readingContext(target, context),
    };
  }

  /**
   * Carries out what releases left to be done on large tables: indexes, keys, search text, and the preparation of
   * pending releases. False when another process is at it. The signal ends it early; the rest stays to be done.
   */
  async runTasks(signal?: AbortSignal): Promise<boolean> {
    return this.#runner.run("done", signal);
  }

  /** Has kept values that count working days worked out anew, by tasks; for the transaction that changes the calendar. */
  async followCalendar(transaction: Kysely<SystemDatabase>): Promise<void> {
    for (const app of this.apps()) {
      const { number: release, catalog } = this.current(app);
      const tasks = calendarFields(catalog).map(fillTask);
      await addTasks(transaction, app, { release, stage: "after", tasks });
      if (tasks.length > 0) await this.#options.announceTasks?.(transaction);
    }
  }

  /** Whether tasks wait to be carried out, or releases to come into force. */
  async hasTasks(): Promise<boolean> {
    const { rows } = await sql<{ open: boolean }>`
      select exists (select from mortise.structure_task where state in ('waiting', 'running'))
        or exists (select from mortise.pending_release where state <> 'failed') as open`.execute(this.#db);
    return rows[0]?.open === true;
  }

  /** What is still being done on the tables of an app, and the release that it waits for. */
  async structure(app: string): Promise<StructureProgress> {
    const pending = await readPending(this.#db, app);
    return structureProgress(pending, await openTasks(this.#db, app));
  }

  /** The indexes of an app that were built for its views and reports, with what they cost and brought. */
  async indexAdvice(app: string): Promise<readonly IndexAdvice[]> {
    return listAdvice(this.#db, app);
  }

  /**
   * Takes an index for views and reports away for good, or lets it be built again. STORE_INDEX_UNKNOWN when none of
   * that name was ever built.
   */
  async decideIndex(
    app: string,
    name: string,
    { keep, actor }: { keep: boolean; actor: Actor },
  ): Promise<void> {
    await this.#assertBuilder(actor, app);
    const { number: release } = this.#cache.current(app);
    await this.#db.transaction().execute(async (transaction) => {
      await declineOrAllow(transaction, app, { name, keep, release });
      if (!keep) await this.#options.announceTasks?.(transaction);
    });
    if (keep) await this.reviewIndexes(app);
  }

  /** Takes away indexes for views and reports that nobody uses, and has those built that are wanted and missing. */
  async reviewIndexes(app: string): Promise<void> {
    const { number, catalog } = this.#cache.current(app);
    const { fieldType, announceTasks } = this.#options;
    await this.#db.transaction().execute(async (transaction) => {
      const waiting = await readPending(transaction, app);
      if (waiting && waiting.state !== "failed") return;
      const added = await reviewIndexes(transaction, app, { release: number, catalog, fieldType });
      if (added > 0) await announceTasks?.(transaction);
    });
  }

  /** Gives up the release that is being prepared, or forgets one that failed; the current one stays in force. */
  async cancelPending(app: string, actor: Actor): Promise<void> {
    await this.#assertBuilder(actor, app);
    const pending = await readPending(this.#db, app);
    if (pending?.state === "failed") await removePending(this.#db, app);
    if (pending?.state !== "preparing") return;
    await markPending(this.#db, app, "clearing", { zh: "已取消", en: "Cancelled" });
    await this.#options.announceTasks?.(this.#db);
  }

  /** All releases of an app, newest first. */
  async list(app: string): Promise<readonly ReleaseInfo[]> {
    const rows = await this.#db
      .selectFrom("release as r")
      .innerJoin("app as a", "a.id", "r.app")
      .leftJoin("account as p", "p.id", "r.created_by")
      .select(["r.number", "r.note", "r.created_at", "r.restored_from", "r.changes"])
      .select(["a.current_release", "p.name"])
      .where("r.app", "=", app)
      .orderBy("r.number", "desc")
      .execute();
    return rows.map((row) => ({
      number: row.number,
      note: row.note,
      at: row.created_at,
      by: row.name ?? "",
      current: row.number === row.current_release,
      restoredFrom: row.restored_from,
      changes: row.changes,
    }));
  }

  /** The snapshot of one release; STORE_RELEASE_NOT_FOUND for an unknown number. */
  async documents(app: string, number: number): Promise<readonly DefinitionDocument[]> {
    return releaseDocuments(this.#db, app, number);
  }

  async #edit<T>(
    app: string,
    actor: Actor,
    work: (transaction: Kysely<SystemDatabase>, stamp: DraftStamp) => Promise<T>,
  ): Promise<T> {
    const stamp = { actor, now: this.#options.clock.now() };
    return this.#db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "edit");
      return work(transaction, stamp);
    });
  }

  async #publish(app: string, request: PublishRequest): Promise<number> {
    const outcome = await publishRelease(this.#db, app, request);
    if (outcome === "preparing") return this.#prepared(app);
    this.#cache.accept(outcome);
    return outcome.number;
  }

  /** Does the work that the release waits for, or waits for the process that does it. */
  async #prepared(app: string): Promise<number> {
    for (;;) {
      await this.#runner.run("released");
      const pending = await readPending(this.#db, app);
      if (!pending) break;
      if (pending.state === "failed") {
        const { zh, en } = pending.message ?? { zh: "", en: "" };
        throw publishFailed({ reasonZh: zh, reasonEn: en });
      }
      await pause(LOOK_EVERY_MS);
    }
    await this.#cache.refresh(app, this.#db);
    return this.#cache.current(app).number;
  }

  #context({ userId, locale, timeZone }: PublishContext["actor"]): PublishContext {
    const { fieldCatalog, fieldType, checkers, clock, announceTasks } = this.#options;
    return {
      fieldCatalog,
      fieldType,
      checkers,
      now: clock.now(),
      calendar: this.calendar(),
      actor: { userId, locale, timeZone },
      announceTasks: announceTasks ?? (async () => undefined),
    };
  }

  /** Asks the database for the current release first: another process may just have made the app or the role. */
  async #assertBuilder(actor: Actor, app: string): Promise<void> {
    await this.#cache.refresh(app, this.#db);
    if (!mayBuild(actor, app, this.#cache.current(app).catalog)) throw buildForbidden();
  }
}

function appId(documents: readonly unknown[]): string {
  const ids = documents.flatMap((document) =>
    isAppDocument(document) && typeof document.id === "string" ? [document.id] : [],
  );
  const [id] = ids;
  if (id !== undefined && ids.length === 1) return id;
  const message = { zh: "需要且只能有一份应用定义", en: "Exactly one document of kind app is needed" };
  throw invalidDocument({}, { details: [{ path: "app", message }] });
}

function isAppDocument(document: unknown): document is { readonly id: unknown } {
  return (
    typeof document === "object" &&
    document !== null &&
    "kind" in document &&
    document.kind === "app" &&
    "id" in document
  );
}
