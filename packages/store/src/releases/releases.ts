import type { Clock } from "@mortise/kit";
import {
  Catalog,
  type AppDocument,
  type DefinitionDocument,
  diffDocuments,
  type DocumentChecker,
  type FieldCatalog,
  impactOf,
  validateCatalog,
} from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import type { NotificationFeed } from "../database/notification-feed.ts";
import { appExists, buildForbidden, invalidDocument, releaseNotFound } from "../errors.ts";
import type { FieldTypeLookup } from "../schema/physical-table.ts";
import type { SystemDatabase } from "../system-schema.ts";
import {
  lockApp,
  readDocument,
  readDrafts,
  removeDraft,
  replaceDrafts,
  splitKey,
  writeDraft,
} from "./drafts.ts";
import { mayBuild } from "./may-build.ts";
import {
  planNext,
  type PublishContext,
  publishRelease,
  type PublishSource,
  readCatalog,
  RELEASE_CHANNEL,
  releaseDocuments,
} from "./publish.ts";
import { ReleaseCache, type ReleaseListener } from "./release-cache.ts";
import type {
  AppSummary,
  CompiledRelease,
  Draft,
  DraftDiff,
  DraftDocument,
  DraftEdit,
  PublishOptions,
  ReleaseInfo,
} from "./release.ts";

/** What releases stand on. */
export interface ReleasesOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
  /** Checks of the engines: flow nodes, chart types. */
  readonly checkers: readonly DocumentChecker[];
}

/**
 * The apps of the installation: drafts that people edit, and releases that are in force. Edits and publishing need a
 * builder (STORE_BUILD_FORBIDDEN); reading the drafts is the caller's to guard.
 */
export class Releases {
  readonly #options: ReleasesOptions;
  readonly #db: Kysely<SystemDatabase>;
  readonly #cache: ReleaseCache;

  constructor(options: ReleasesOptions) {
    this.#options = options;
    this.#db = options.db;
    this.#cache = new ReleaseCache(options.db, options.fieldCatalog);
  }

  /** Loads the current releases and follows those that other processes make, within a second. */
  async start(feed: NotificationFeed, onError: (error: unknown) => void): Promise<void> {
    await feed.listen(RELEASE_CHANNEL, (app) => void this.#cache.refresh(app).catch(onError));
    await this.#cache.refresh();
  }

  /** The release in force; STORE_APP_NOT_FOUND or STORE_APP_NOT_PUBLISHED when there is none. Costs no query. */
  current(app: string): CompiledRelease {
    return this.#cache.current(app);
  }

  /** The releases in force of all apps. Costs no query. */
  allCurrent(): readonly CompiledRelease[] {
    return this.#cache.all();
  }

  /** Hears every change of a current release, made here or by another process; call the answer to stop. */
  onChange(listener: ReleaseListener): () => void {
    return this.#cache.onChange(listener);
  }

  /** Looks for newer releases now instead of waiting for the notification. */
  async refresh(app?: string): Promise<void> {
    await this.#cache.refresh(app);
  }

  /** All apps, also those that were never published, by id. */
  async apps(): Promise<readonly AppSummary[]> {
    const rows = await this.#db
      .selectFrom("mortise.app as a")
      .innerJoin("mortise.draft as d", (join) => join.onRef("d.app", "=", "a.id").on("d.kind", "=", "app"))
      .select(["a.id", "a.current_release", "d.document"])
      .orderBy("a.id")
      .execute();
    return rows.map(({ id, current_release: release, document }) => ({
      id,
      // The join asked for documents of kind `app`.
      app: this.#cache.find(id)?.catalog.find("app", id) ?? (document as AppDocument),
      release,
    }));
  }

  /** Starts an app from its documents, exactly one of kind `app`, as drafts; STORE_APP_EXISTS when its id is taken. */
  async createApp(documents: readonly unknown[], actor: Actor): Promise<Draft> {
    if (!actor.admin) throw buildForbidden();
    const app = appId(documents);
    const parsed = documents.map((document) => readDocument(app, document));
    const stamp = { actor, now: this.#options.clock.now() };
    await this.#db.transaction().execute(async (transaction) => {
      const created = await transaction
        .insertInto("mortise.app")
        .values({ id: app, current_release: null, created_at: stamp.now, created_by: actor.userId })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!created) throw appExists({ app });
      await replaceDrafts(transaction, app, parsed, stamp);
    });
    await this.#cache.refresh(app);
    return this.draft(app);
  }

  /** The documents being edited. */
  async draft(app: string): Promise<Draft> {
    return this.#db.transaction().execute(async (transaction) => {
      const base = await lockApp(transaction, app, "edit");
      return { app, base, documents: await readDrafts(transaction, app) };
    });
  }

  /**
   * Saves one document, whose shape alone is checked: a draft may be unfinished. `baseRevision` is the revision that was
   * read, null for a new document; STORE_DRAFT_CONFLICT when somebody was faster.
   */
  async saveDraft(
    app: string,
    document: unknown,
    baseRevision: number | null,
    actor: Actor,
  ): Promise<DraftDocument> {
    this.#assertBuilder(actor, app);
    const parsed = readDocument(app, document);
    const stamp = { actor, now: this.#options.clock.now(), baseRevision };
    return this.#db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "edit");
      return writeDraft(transaction, app, parsed, stamp);
    });
  }

  /** Takes a document out of the drafts; the app's own document stays for ever. */
  async deleteDraft(app: string, edit: DraftEdit, actor: Actor): Promise<void> {
    this.#assertBuilder(actor, app);
    if (splitKey(edit.key).kind === "app") throw invalidDocument();
    await this.#db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "edit");
      await removeDraft(transaction, app, edit);
    });
  }

  /** Gives up every edit since the current release. */
  async discardDraft(app: string, actor: Actor): Promise<Draft> {
    this.#assertBuilder(actor, app);
    const now = this.#options.clock.now();
    await this.#db.transaction().execute(async (transaction) => {
      const base = await lockApp(transaction, app, "publish");
      if (base === null) throw releaseNotFound({ number: 0 });
      await replaceDrafts(transaction, app, await releaseDocuments(transaction, app, base), { actor, now });
    });
    return this.draft(app);
  }

  /** What publishing the drafts now would do; changes nothing. */
  async diff(app: string): Promise<DraftDiff> {
    const { base, documents } = await this.draft(app);
    const context = this.#context();
    const before = await readCatalog(this.#db, app, base, context.fieldCatalog);
    const after = new Catalog(
      documents.map(({ document }) => document),
      context.fieldCatalog,
    );
    const changes = diffDocuments(before, after);
    const impact = before ? impactOf(changes, before, after) : [];
    const problems = [...validateCatalog(after, context.checkers)];
    // A catalog with mistakes has no tables to plan.
    if (!problems.some(({ severity }) => severity === "error")) {
      const target = { before, after, number: (base ?? 0) + 1, restoring: false };
      const { plan, duplicates } = await planNext(this.#db, app, target, context);
      problems.push(...plan.problems, ...(await duplicates()));
    }
    return { base, changes, problems, impact };
  }

  /**
   * Makes the drafts the release in force. STORE_PUBLISH_REFUSED names every mistake, STORE_PUBLISH_CONFLICT says that
   * somebody was faster, STORE_NOTHING_TO_PUBLISH that nothing differs.
   */
  async publish(app: string, options: PublishOptions): Promise<ReleaseInfo> {
    return this.#release(app, { drafts: true }, options);
  }

  /** Brings an older release back as a new one, with the values of its fields; the drafts become equal to it. */
  async restore(app: string, number: number, options: PublishOptions): Promise<ReleaseInfo> {
    return this.#release(app, { restore: number }, options);
  }

  /** All releases of an app, newest first. */
  async list(app: string): Promise<readonly ReleaseInfo[]> {
    const rows = await this.#db
      .selectFrom("mortise.release")
      .select(["number", "note", "created_at", "created_by", "restored_from", "changes"])
      .where("app", "=", app)
      .orderBy("number", "desc")
      .execute();
    return rows.map((row) => ({
      app,
      number: row.number,
      note: row.note,
      at: row.created_at,
      by: row.created_by,
      restoredFrom: row.restored_from,
      changes: row.changes,
    }));
  }

  /** The snapshot of one release; STORE_RELEASE_NOT_FOUND for an unknown number. */
  async documents(app: string, number: number): Promise<readonly DefinitionDocument[]> {
    return releaseDocuments(this.#db, app, number);
  }

  async #release(app: string, source: PublishSource, options: PublishOptions): Promise<ReleaseInfo> {
    this.#assertBuilder(options.actor, app);
    const context = this.#context();
    const { compiled, info } = await publishRelease(this.#db, app, source, { ...options, context });
    this.#cache.accept(compiled);
    return info;
  }

  #context(): PublishContext {
    const { fieldCatalog, fieldType, checkers, clock } = this.#options;
    return { fieldCatalog, fieldType, checkers, now: clock.now() };
  }

  #assertBuilder(actor: Actor, app: string): void {
    if (!mayBuild(actor, app, this.#cache.find(app)?.catalog)) throw buildForbidden();
  }
}

function appId(documents: readonly unknown[]): string {
  const apps = documents.filter(
    (document): document is { readonly id: string } =>
      typeof document === "object" &&
      document !== null &&
      "kind" in document &&
      document.kind === "app" &&
      "id" in document &&
      typeof document.id === "string",
  );
  const [app] = apps;
  if (app && apps.length === 1) return app.id;
  const message = {
    zh: "需要且只能有一份应用定义",
    en: "Exactly one document of kind app is needed",
  };
  throw invalidDocument({}, { details: [{ path: "app", message }] });
}
