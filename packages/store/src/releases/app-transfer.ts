import { type Clock, newId } from "@mortise/kit";
import {
  type AppArchive,
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  asApp,
  Catalog,
  type ConflictText,
  type DefinitionDocument,
  describeConflict,
  diffDocuments,
  type DocumentChange,
  type DocumentChecker,
  type FieldCatalog,
  type MergeConflict,
  mergeDocuments,
  parseArchive,
  type Problem,
  type Side,
  validateCatalog,
} from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { archiveInvalid, importOutdated } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { recordStep, stepBetween } from "./draft-step.ts";
import { lockApp, readDrafts, writeDrafts } from "./drafts.ts";
import type { DraftDocument } from "./release.ts";

type Database = Kysely<SystemDatabase>;

/** What moving apps between files and servers stands on. */
export interface AppTransferOptions {
  readonly db: Database;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
  readonly checkers: readonly DocumentChecker[];
}

/** Whose version stays where both the file and the drafts changed something; by conflict id. */
export type ImportChoices = Readonly<Record<string, Side>>;

/** A file held against the drafts of an app: what would come of it, and what a person has to decide. */
export interface ImportReview {
  /** The state that both grew from is known; without it everything that differs has to be decided. */
  readonly hasBase: boolean;
  /** What the import changes in the drafts, with the choices as they are. */
  readonly changes: readonly DocumentChange[];
  readonly conflicts: readonly (Pick<MergeConflict, "id" | "document" | "side"> & {
    readonly text: ConflictText;
  })[];
  /** What stands against publishing the result; the drafts may be unfinished all the same. */
  readonly problems: readonly Problem[];
  /** The state of the drafts that was looked at; handed back to make the import. */
  readonly stamp: string;
}

/** Apps as files: export, and import as a three-way merge into the drafts. Builders only: the caller's to guard. */
export class AppTransfer {
  readonly #options: AppTransferOptions;

  constructor(options: AppTransferOptions) {
    this.#options = options;
  }

  /** The release in force as a file's content; what it is told apart by is remembered, so that changes can come back. */
  async export(app: string, actor: Actor): Promise<AppArchive> {
    const { db, clock } = this.#options;
    return db.transaction().execute(async (transaction) => {
      const release = await lockApp(transaction, app, "edit");
      const row = await transaction
        .selectFrom("release")
        .select("documents")
        .where("app", "=", app)
        .where("number", "=", release)
        .executeTakeFirstOrThrow();
      const ancestors = (await snapshotsOf(transaction, app)).map(({ id }) => id);
      const snapshot = newId(clock.now().getTime());
      const made = { id: snapshot, source: "export", documents: row.documents };
      await remember(transaction, app, made, { actor, at: clock.now() });
      return {
        format: ARCHIVE_FORMAT,
        version: ARCHIVE_VERSION,
        exportedAt: clock.now().toISOString(),
        release,
        snapshot,
        ancestors,
        documents: row.documents,
      };
    });
  }

  /** Reads a file's content; STORE_ARCHIVE_INVALID names every place that is wrong. */
  read(input: unknown): AppArchive {
    const parsed = parseArchive(input);
    if (!parsed.ok) throw archiveInvalid({}, { details: parsed.problems });
    return parsed.archive;
  }

  /** Remembers that an app was made from a file: the next one from there is merged with it as the common base. */
  async adopt(app: string, archive: AppArchive, actor: Actor): Promise<void> {
    const { db, clock } = this.#options;
    const documents = asApp(archive.documents, app);
    const made = { id: snapshotId(archive), source: "import", documents };
    await remember(db, app, made, { actor, at: clock.now() });
  }

  /** What importing a file into the drafts would do; changes nothing. */
  async review(app: string, archive: AppArchive, choices: ImportChoices): Promise<ImportReview> {
    return this.#options.db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "edit");
      return (await this.#merge(transaction, app, archive, choices)).review;
    });
  }

  /**
   * Merges a file into the drafts as one step. STORE_IMPORT_OUTDATED when the drafts are not those that were looked at:
   * nothing a person has not seen is decided.
   */
  async import(
    app: string,
    archive: AppArchive,
    { choices, stamp }: { readonly choices: ImportChoices; readonly stamp: string },
    actor: Actor,
  ): Promise<ImportReview> {
    const { db, clock } = this.#options;
    return db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "publish");
      const { review, ours, documents } = await this.#merge(transaction, app, archive, choices);
      if (review.stamp !== stamp) throw importOutdated();
      const how = { actor, now: clock.now(), source: "import" } as const;
      await writeDrafts(transaction, app, documents, how);
      await recordStep(transaction, app, stepBetween(ours, documents), how);
      const theirs = { id: snapshotId(archive), source: "import", documents: asApp(archive.documents, app) };
      await remember(transaction, app, theirs, { actor, at: clock.now() });
      return review;
    });
  }

  async #merge(db: Database, app: string, archive: AppArchive, choices: ImportChoices) {
    const { fieldCatalog, checkers } = this.#options;
    const drafts = await readDrafts(db, app);
    const ours = drafts.map(({ document }) => document);
    const theirs = asApp(archive.documents, app);
    const base = await baseOf(db, app, archive);
    const { documents, conflicts } = mergeDocuments({ base: base ?? [], ours, theirs }, choices);
    const [before, after] = [new Catalog(ours, fieldCatalog), new Catalog(documents, fieldCatalog)];
    const catalogs = { ours: before, theirs: new Catalog(theirs, fieldCatalog) };
    const review: ImportReview = {
      hasBase: base !== undefined,
      changes: diffDocuments(before, after),
      conflicts: conflicts.map((conflict) => ({
        id: conflict.id,
        document: conflict.document,
        side: conflict.side,
        text: describeConflict(conflict, catalogs),
      })),
      problems: validateCatalog(after, checkers),
      stamp: stampOf(drafts),
    };
    return { review, ours, documents };
  }
}

/** Files made by hand have no identity: they are remembered under a new one. */
function snapshotId({ snapshot }: AppArchive): string {
  return snapshot === "" ? newId() : snapshot;
}

function stampOf(drafts: readonly DraftDocument[]): string {
  const last = drafts.reduce((highest, { revision }) => Math.max(highest, revision), 0);
  return `${drafts.length}.${last}`;
}

interface Snapshot {
  readonly id: string;
  readonly source: string;
  readonly documents: readonly DefinitionDocument[];
}

async function remember(
  db: Database,
  app: string,
  { id, source, documents }: Snapshot,
  { actor, at }: { readonly actor: Actor; readonly at: Date },
): Promise<void> {
  await db
    .insertInto("app_snapshot")
    .values({ app, id, source, documents: JSON.stringify(documents), at, by: actor.userId })
    .onConflict((conflict) => conflict.columns(["app", "id"]).doUpdateSet({ source, at }))
    .execute();
  // The oldest ones are of no use: nobody brings changes back from that long ago.
  await sql`delete from mortise.app_snapshot s where s.app = ${app} and s.id not in (
    select id from mortise.app_snapshot where app = ${app} order by at desc limit ${MOST_SNAPSHOTS})`.execute(
    db,
  );
}

const MOST_SNAPSHOTS = 50;

async function snapshotsOf(db: Database, app: string): Promise<readonly { readonly id: string }[]> {
  return db.selectFrom("app_snapshot").select("id").where("app", "=", app).orderBy("at", "desc").execute();
}

/** The youngest state that the app and the file have in common; else what was imported last; undefined without either. */
async function baseOf(
  db: Database,
  app: string,
  { snapshot, ancestors }: AppArchive,
): Promise<readonly DefinitionDocument[] | undefined> {
  const known = new Set([snapshot, ...ancestors]);
  const all = await db
    .selectFrom("app_snapshot")
    .select(["id", "source"])
    .where("app", "=", app)
    .orderBy("at", "desc")
    .execute();
  const common = all.find(({ id }) => known.has(id)) ?? all.find(({ source }) => source === "import");
  if (!common) return undefined;
  const row = await db
    .selectFrom("app_snapshot")
    .select("documents")
    .where("app", "=", app)
    .where("id", "=", common.id)
    .executeTakeFirstOrThrow();
  return row.documents;
}
