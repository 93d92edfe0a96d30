import { setTimeout as pause } from "node:timers/promises";
import {
  Catalog,
  type DefinitionDocument,
  diffDocuments,
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
import { fillDerived } from "../records/derived/fill-derived.ts";
import { readActualSchema } from "../schema/actual-schema.ts";
import { applyMigration, duplicateProblems } from "../schema/migration/apply-migration.ts";
import type { FieldTypeLookup } from "../schema/physical-column.ts";
import { type MigrationPlan, planMigration } from "../schema/migration/plan-migration.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { type Amendment, amendDrafts, amended } from "./amendment.ts";
import { lockApp, readDrafts, replaceDrafts } from "./drafts.ts";
import type { CompiledRelease, PublishOptions } from "./release.ts";

/** The channel that tells every process of a new release; the payload is the app's id. */
export const RELEASE_CHANNEL = "mortise_release";

/** What making a release needs besides the database. */
export interface PublishContext {
  readonly fieldCatalog: FieldCatalog;
  readonly fieldType: FieldTypeLookup;
  readonly checkers: readonly DocumentChecker[];
  readonly now: Date;
}

/** What is to become the next release: the drafts, an older release, or the one in force with a change. */
export type PublishSource =
  | { readonly drafts: true }
  | { readonly restore: number }
  | { readonly amendment: Amendment };

/** How a release is made, and with what. */
export interface PublishRequest extends PublishOptions {
  readonly source: PublishSource;
  readonly context: PublishContext;
}

const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 100;
const LOCK_NOT_AVAILABLE = "55P03";
const DEADLOCK = "40P01";

/**
 * Makes the next release in one transaction: validate, diff, plan, migrate, write, point at it, notify. When tables are
 * locked by others it starts over, then gives up with STORE_STRUCTURE_BUSY; nothing is half done.
 */
export async function publishRelease(
  db: Kysely<SystemDatabase>,
  app: string,
  request: PublishRequest,
): Promise<CompiledRelease> {
  return patiently(() => db.transaction().execute((transaction) => publishNext(transaction, app, request)));
}

/** Makes the first release of an app inside the transaction that creates it. */
export async function publishFirst(
  transaction: Transaction<SystemDatabase>,
  app: string,
  documents: readonly DefinitionDocument[],
  request: PublishRequest,
): Promise<CompiledRelease> {
  return release(transaction, app, { before: null, documents, base: 0 }, request);
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const code = errorCode(error);
      if (code !== LOCK_NOT_AVAILABLE && code !== DEADLOCK) throw error;
      if (attempt === MOST_TRIES) throw structureBusy({}, { cause: error });
      await pause(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

async function publishNext(
  transaction: Transaction<SystemDatabase>,
  app: string,
  request: PublishRequest,
): Promise<CompiledRelease> {
  const { source, expectedBase, context } = request;
  const base = await lockApp(transaction, app, "publish");
  if (expectedBase !== undefined && expectedBase !== base) throw publishConflict({ number: base });
  const before = await readCatalog(transaction, app, base, context.fieldCatalog);
  const documents = await sourceDocuments(transaction, app, source, before);
  const compiled = await release(transaction, app, { before, documents, base }, request);
  const stamp = { actor: request.actor, now: context.now };
  if ("restore" in source) await replaceDrafts(transaction, app, documents, stamp);
  if ("amendment" in source) await amendDrafts(transaction, app, source.amendment, stamp);
  return compiled;
}

async function release(
  transaction: Transaction<SystemDatabase>,
  app: string,
  from: {
    readonly before: Catalog | null;
    readonly documents: readonly DefinitionDocument[];
    readonly base: number;
  },
  { source, context, actor, note }: PublishRequest,
): Promise<CompiledRelease> {
  const { before, documents } = from;
  const after = new Catalog(documents, context.fieldCatalog);
  const changes = diffDocuments(before, after);
  if (before && changes.length === 0) throw nothingToPublish();
  const restoring = "restore" in source;
  // A release was valid when it was made; rules that came later must not keep it from coming back.
  if (!restoring) refuseErrors(validateCatalog(after, context.checkers));
  // Numbers have no gaps: the current release is always the last one.
  const number = from.base + 1;
  const { plan } = await planNext(transaction, app, { before, after, number, restoring }, context);
  refuseErrors(plan.problems);
  refuseErrors(await applyMigration(transaction, app, plan.steps, after));
  await fillDerived(transaction, { app, before, after, fieldType: context.fieldType, now: context.now });
  await transaction
    .insertInto("release")
    .values({
      app,
      number,
      documents: JSON.stringify(documents),
      changes: JSON.stringify(changes),
      note: note ?? "",
      restored_from: restoring ? source.restore : null,
      created_at: context.now,
      created_by: actor.userId,
    })
    .execute();
  await transaction.updateTable("app").set({ current_release: number }).where("id", "=", app).execute();
  await sql`select pg_notify(${RELEASE_CHANNEL}, ${app})`.execute(transaction);
  return { app, number, catalog: after };
}

/** Plans the migration to a catalog; `duplicates` asks what the stored values have against it. */
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

/** The catalog of one release; STORE_RELEASE_NOT_FOUND for an unknown number. */
export async function readCatalog(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number,
  fieldCatalog: FieldCatalog,
): Promise<Catalog> {
  return new Catalog(await releaseDocuments(db, app, number), fieldCatalog);
}

/** The snapshot of one release; STORE_RELEASE_NOT_FOUND for an unknown number. */
export async function releaseDocuments(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number,
): Promise<readonly DefinitionDocument[]> {
  const row = await db
    .selectFrom("release")
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
  current: Catalog,
): Promise<readonly DefinitionDocument[]> {
  if ("restore" in source) return releaseDocuments(db, app, source.restore);
  if ("amendment" in source) return amended(current.documents, source.amendment);
  return (await readDrafts(db, app)).map(({ document }) => document);
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
