import {
  Catalog,
  type DefinitionDocument,
  diffDocuments,
  type DocumentChange,
  type DocumentChecker,
  type FieldCatalog,
  type Problem,
  validateCatalog,
} from "@mortise/metadata";
import { type Kysely, sql, type Transaction } from "kysely";
import { errorCode } from "../database/connection-error.ts";
import {
  nothingToPublish,
  publishConflict,
  publishRefused,
  releaseNotFound,
  structureBusy,
} from "../errors.ts";
import { readActualSchema } from "../schema/actual-schema.ts";
import { applyMigration, duplicateProblems } from "../schema/apply-migration.ts";
import type { FieldTypeLookup } from "../schema/physical-table.ts";
import { type MigrationPlan, planMigration } from "../schema/plan-migration.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { lockApp, readDrafts, replaceDrafts } from "./drafts.ts";
import type { CompiledRelease, PublishOptions, ReleaseInfo } from "./release.ts";

/** The channel that tells every process of a new release; the payload is the app's id. */
export const RELEASE_CHANNEL = "mortise_release";

/** What making a release needs besides the database. */
export interface PublishContext {
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
  readonly checkers: readonly DocumentChecker[];
  readonly now: Date;
}

/** What is to become the next release: the drafts, or the documents of an older release. */
export type PublishSource = { readonly drafts: true } | { readonly restore: number };

/** A made release and its listing. */
export interface Published {
  readonly compiled: CompiledRelease;
  readonly info: ReleaseInfo;
}

const MOST_TRIES = 5;
const LOCK_NOT_AVAILABLE = "55P03";
const DEADLOCK = "40P01";

/**
 * Makes the next release in one transaction: validate, diff, plan, migrate, write, point at it, notify. When tables are
 * locked by others it starts over, then gives up with STORE_STRUCTURE_BUSY; nothing is half done.
 */
export async function publishRelease(
  db: Kysely<SystemDatabase>,
  app: string,
  source: PublishSource,
  options: PublishOptions & { readonly context: PublishContext },
): Promise<Published> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute((transaction) => publishOnce(transaction, app, source, options));
    } catch (error) {
      const code = errorCode(error);
      if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK) throw error;
      if (attempt === MOST_TRIES) throw structureBusy({}, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}

async function publishOnce(
  transaction: Transaction<SystemDatabase>,
  app: string,
  source: PublishSource,
  options: PublishOptions & { readonly context: PublishContext },
): Promise<Published> {
  const { context, actor } = options;
  const base = await lockApp(transaction, app, "publish");
  if (options.expectedBase !== undefined && options.expectedBase !== base) {
    throw publishConflict({ number: base ?? 0 });
  }
  const before = await readCatalog(transaction, app, base, context.fieldCatalog);
  const documents = await sourceDocuments(transaction, app, source);
  const after = new Catalog(documents, context.fieldCatalog);
  const changes = diffDocuments(before, after);
  if (before && changes.length === 0) throw nothingToPublish();
  const restoredFrom = "restore" in source ? source.restore : null;
  if (restoredFrom === null) refuseErrors(validateCatalog(after, context.checkers));
  const number = await nextNumber(transaction, app);
  const { plan } = await planNext(
    transaction,
    app,
    { before, after, number, restoring: restoredFrom !== null },
    context,
  );
  refuseErrors(plan.problems);
  refuseErrors(await applyMigration(transaction, app, plan.steps, after));
  const info: ReleaseInfo = {
    app,
    number,
    note: options.note ?? "",
    at: context.now.toISOString(),
    by: actor.userId,
    restoredFrom,
    changes,
  };
  await writeRelease(transaction, info, documents);
  if (restoredFrom !== null) await replaceDrafts(transaction, app, documents, { actor, now: context.now });
  return { compiled: { app, number, catalog: after }, info };
}

/** Plans the migration to a catalog and adds what the stored values have against it. */
export async function planNext(
  db: Kysely<SystemDatabase>,
  app: string,
  target: {
    readonly before: Catalog | null;
    readonly after: Catalog;
    readonly number: number;
    readonly restoring: boolean;
  },
  context: PublishContext,
): Promise<{ readonly plan: MigrationPlan; readonly duplicates: () => Promise<readonly Problem[]> }> {
  const actual = await readActualSchema(db, app);
  const { before, after, number, restoring } = target;
  const { fieldType } = context;
  const plan = planMigration({ app, release: number, before, after, actual, fieldType, restoring });
  return { plan, duplicates: () => duplicateProblems(db, app, { steps: plan.steps, actual }, after) };
}

/** The catalog of one release; null when there is none yet. STORE_RELEASE_NOT_FOUND for an unknown number. */
export async function readCatalog(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number | null,
  fieldCatalog: FieldCatalog,
): Promise<Catalog | null> {
  return number === null ? null : new Catalog(await releaseDocuments(db, app, number), fieldCatalog);
}

/** The snapshot of one release; STORE_RELEASE_NOT_FOUND for an unknown number. */
export async function releaseDocuments(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number,
): Promise<readonly DefinitionDocument[]> {
  const row = await db
    .selectFrom("mortise.release")
    .select("documents")
    .where("app", "=", app)
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw releaseNotFound({ number });
  return row.documents;
}

async function sourceDocuments(
  db: Kysely<SystemDatabase>,
  app: string,
  source: PublishSource,
): Promise<readonly DefinitionDocument[]> {
  if ("restore" in source) return releaseDocuments(db, app, source.restore);
  return (await readDrafts(db, app)).map(({ document }) => document);
}

async function nextNumber(db: Kysely<SystemDatabase>, app: string): Promise<number> {
  const { last } = await db
    .selectFrom("mortise.release")
    .select(({ fn }) => fn.max("number").as("last"))
    .where("app", "=", app)
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function writeRelease(
  transaction: Transaction<SystemDatabase>,
  info: ReleaseInfo,
  documents: readonly DefinitionDocument[],
): Promise<void> {
  await transaction
    .insertInto("mortise.release")
    .values({
      app: info.app,
      number: info.number,
      documents: JSON.stringify(documents),
      changes: JSON.stringify(info.changes),
      note: info.note,
      restored_from: info.restoredFrom,
      created_at: info.at,
      created_by: info.by,
    })
    .execute();
  await transaction
    .updateTable("mortise.app")
    .set({ current_release: info.number })
    .where("id", "=", info.app)
    .execute();
  await sql`select pg_notify(${RELEASE_CHANNEL}, ${info.app})`.execute(transaction);
}

function refuseErrors(problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  const details = errors.map(({ document, path, message }) => ({
    path: path === "" ? document : `${document}/${path}`,
    message,
  }));
  throw publishRefused({ count: errors.length }, { details });
}
