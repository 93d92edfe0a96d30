import type { Clock } from "@mortise/kit";
import {
  Catalog,
  type DefinitionDocument,
  diffDocuments,
  type DocumentChecker,
  type DocumentKey,
  entityAdditions,
  type FieldCatalog,
  impactOf,
  validateCatalog,
} from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import type { NotificationFeed } from "../database/notification-feed.ts";
import { appExists, buildForbidden, invalidDocument } from "../errors.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import type { SystemDatabase } from "../system-schema.ts";
import {
  type DraftStamp,
  lockApp,
  parseEdits,
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
  publishFirst,
  publishRelease,
  readCatalog,
  RELEASE_CHANNEL,
  releaseDocuments,
} from "./publish.ts";
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
 * builder (STORE_BUILD_FORBIDDEN); reading drafts is the caller's to guard.
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
    const context = this.#context();
    const created = await this.#db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto("app")
        .values({ id: app, current_release: 1, created_at: context.now, created_by: actor.userId })
        .onConflict((conflict) => conflict.doNothing())
        .returning("id")
        .executeTakeFirst();
      if (!row) throw appExists({ app });
      await replaceDrafts(transaction, app, parsed, { actor, now: context.now });
      return publishFirst(transaction, app, parsed, { actor, context, source: { drafts: true } });
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
      const before = await readCatalog(transaction, app, base, fieldCatalog);
      const after = draftCatalog(documents, fieldCatalog);
      return { app, base, documents, changed: diffDocuments(before, after).length };
    });
  }

  /**
   * Saves documents, all or none. Only their shape is checked: a draft may be unfinished. Revision 0 adds a document;
   * STORE_DRAFT_CONFLICT when somebody was faster, STORE_DOCUMENT_INVALID when a shape is wrong.
   */
  async saveDraft(app: string, edits: readonly DraftEdit[], actor: Actor): Promise<readonly SavedDraft[]> {
    await this.#assertBuilder(actor, app);
    const parsed = parseEdits(app, edits);
    return this.#edit(app, actor, async (transaction, stamp) => {
      const saved: SavedDraft[] = [];
      for (const edit of parsed) saved.push(await writeDraft(transaction, app, edit, stamp));
      return saved;
    });
  }

  /** Takes a document out of the drafts, only when `revision` (if given) is still its last; the app's own document stays. */
  async deleteDraft(app: string, key: DocumentKey, actor: Actor, revision?: number): Promise<void> {
    await this.#assertBuilder(actor, app);
    if (splitKey(key).kind === "app") throw invalidDocument();
    await this.#edit(app, actor, (transaction) => removeDraft(transaction, app, key, revision));
  }

  /** Gives up every edit since the current release. */
  async discardDraft(app: string, actor: Actor): Promise<void> {
    await this.#assertBuilder(actor, app);
    const stamp = { actor, now: this.#options.clock.now() };
    await this.#db.transaction().execute(async (transaction) => {
      const base = await lockApp(transaction, app, "publish");
      await replaceDrafts(transaction, app, await releaseDocuments(transaction, app, base), stamp);
    });
  }

  /** What publishing the drafts now would do; changes nothing. */
  async diff(app: string): Promise<DraftDiff> {
    const { base, documents } = await this.draft(app);
    const context = this.#context();
    const before = await readCatalog(this.#db, app, base, context.fieldCatalog);
    const after = draftCatalog(documents, context.fieldCatalog);
    const changes = diffDocuments(before, after);
    const problems = [...validateCatalog(after, context.checkers)];
    // A catalog with mistakes has no tables to plan.
    if (!problems.some(({ severity }) => severity === "error")) {
      const target = { before, after, number: base + 1, restoring: false };
      const { plan, duplicates } = await planNext(this.#db, app, target, context);
      problems.push(...plan.problems, ...(await duplicates()));
    }
    return { base, changes, problems, impact: impactOf(changes, before) };
  }

  /**
   * Makes the drafts the release in force and gives its number. STORE_PUBLISH_REFUSED names every mistake,
   * STORE_PUBLISH_CONFLICT says that somebody was faster, STORE_NOTHING_TO_PUBLISH that nothing differs.
   */
  async publish(app: string, options: PublishOptions): Promise<number> {
    await this.#assertBuilder(options.actor, app);
    const request = { ...options, source: { drafts: true } as const, context: this.#context() };
    return this.#accept(await publishRelease(this.#db, app, request));
  }

  /**
   * Publishes a new entity by itself, with what makes it found and used: grants of builder roles and an entry of the
   * menu. Unpublished edits stay drafts, over the new release. STORE_DOCUMENT_INVALID when it is no entity,
   * STORE_DRAFT_CONFLICT when its id is taken, in the release or in the drafts.
   */
  async publishEntity(app: string, document: unknown, options: PublishOptions): Promise<number> {
    await this.#assertBuilder(options.actor, app);
    const [edit] = parseEdits(app, [{ document, revision: 0 }]);
    if (edit?.document.kind !== "entity") throw invalidDocument();
    const entity = edit.document;
    const changes = (documents: readonly DefinitionDocument[]) => entityAdditions(documents, entity);
    const request = {
      ...options,
      source: { amendment: { adds: [entity], changes } },
      context: this.#context(),
    };
    return this.#accept(await publishRelease(this.#db, app, request));
  }

  /**
   * Brings an older release back as a new one and gives its number; kept fields return with their values. The drafts
   * become equal to it.
   */
  async restore(app: string, number: number, actor: Actor): Promise<number> {
    await this.#assertBuilder(actor, app);
    const request = { actor, source: { restore: number }, context: this.#context() };
    return this.#accept(await publishRelease(this.#db, app, request));
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

  #accept(release: CompiledRelease): number {
    this.#cache.accept(release);
    return release.number;
  }

  #context(): PublishContext {
    const { fieldCatalog, fieldType, checkers, clock } = this.#options;
    return { fieldCatalog, fieldType, checkers, now: clock.now() };
  }

  /** Asks the database for the current release first: another process may just have made the app or the role. */
  async #assertBuilder(actor: Actor, app: string): Promise<void> {
    await this.#cache.refresh(app);
    if (!mayBuild(actor, app, this.#cache.current(app).catalog)) throw buildForbidden();
  }
}

function draftCatalog(
  documents: readonly { readonly document: DefinitionDocument }[],
  fieldCatalog: FieldCatalog,
): Catalog {
  return new Catalog(
    documents.map(({ document }) => document),
    fieldCatalog,
  );
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
