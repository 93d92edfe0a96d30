import { setTimeout as pause } from "node:timers/promises";
import {
  Catalog,
  type DefinitionDocument,
  diffDocuments,
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
  publishUnderWay,
  releaseNotFound,
  structureBusy,
} from "../errors.ts";
import { fillDerived } from "../records/derived/fill-derived.ts";
import type { SchemaLayout } from "../schema/layout/schema-layout.ts";
import { applyMigration } from "../schema/migration/apply-migration.ts";
import type { MigrationPlan } from "../schema/migration/plan-migration.ts";
import { addTasks, forgetTasksBefore } from "../schema/task/task-rows.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { type Amendment, amendDrafts, amended } from "./amendment.ts";
import { lockApp, readDrafts, replaceDrafts } from "./drafts.ts";
import type { DraftStamp } from "./draft-step.ts";
import { type PendingRelease, readPending, removePending, writePending } from "./pending-release.ts";
import { planFromData, planPrepared, type PlanTarget, readingContext } from "./plan-release.ts";
import type { PublishContext } from "./publish-context.ts";
import type { CompiledRelease, PublishOptions } from "./release.ts";
import { underPresentKeys } from "./present-keys.ts";

/** The channel that tells every process of a new release; the payload is the app's id. */
export const RELEASE_CHANNEL = "mortise_release";

/** What is to become the next release: the drafts, an older release, or the one in force with a change. */
export type PublishSource =
  | { readonly drafts: true }
  | { readonly restore: number }
  | { readonly amendment: Amendment };

/** How a release is made, and with what. */
export interface PublishRequest extends Omit<PublishOptions, "actor"> {
  readonly source: PublishSource;
  readonly context: PublishContext;
}

/** A release is in force, or its rows have to be prepared first. */
export type PublishOutcome = CompiledRelease | "preparing";

const MOST_TRIES = 12;
/** Longer than an attempt may hold writers up: those who waited once are through before the next one. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 3_000;
/** Lock not available, cancelled while waiting for it, deadlock. */
const BUSY: ReadonlySet<string> = new Set(["55P03", "57014", "40P01"]);

/**
 * Makes the next release in one transaction: validate, diff, plan, ask the data, write, point at it, migrate, notify.
 * When tables are locked by others it lets them pass and starts over, then gives up with STORE_STRUCTURE_BUSY; nothing
 * is half done. When rows have to be prepared first, the transaction begins that instead.
 */
export async function publishRelease(
  db: Kysely<SystemDatabase>,
  app: string,
  request: PublishRequest,
): Promise<PublishOutcome> {
  return patiently(() => db.transaction().execute((transaction) => publishNext(transaction, app, request)));
}

/** Makes the first release of an app inside the transaction that creates it. */
export async function publishFirst(
  transaction: Transaction<SystemDatabase>,
  app: string,
  documents: readonly DefinitionDocument[],
  request: PublishRequest,
): Promise<CompiledRelease> {
  const { context, note = "" } = request;
  const after = new Catalog(documents, context.fieldCatalog);
  refuseErrors(validateCatalog(after, context.checkers));
  const first = { app, before: null, layout: {}, after, number: 1, restoring: false, accepted: [] };
  const { plan } = await planFromData(transaction, first, context);
  return bringIntoForce(transaction, { target: first, plan, documents, note, restoredFrom: null }, context);
}

/** Brings a release into force whose rows are prepared. */
export async function publishPending(
  db: Kysely<SystemDatabase>,
  pending: PendingRelease,
  context: PublishContext,
): Promise<CompiledRelease> {
  const { app, documents, note, restoredFrom } = pending;
  return patiently(() =>
    db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "publish");
      const target = await targetOf(transaction, pending, context);
      const plan = await planPrepared(transaction, target, context);
      // Somebody took away by hand what was prepared.
      if (plan.before.length > 0) throw publishConflict({ number: pending.base });
      await removePending(transaction, app);
      const release = { target, plan, documents, note, restoredFrom };
      const compiled = await bringIntoForce(transaction, release, context);
      if (restoredFrom !== null) await replaceDrafts(transaction, app, documents, stampOf(context));
      return compiled;
    }),
  );
}

async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!BUSY.has(errorCode(error) ?? "")) throw error;
      if (attempt === MOST_TRIES) throw structureBusy({}, { cause: error });
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** attempt, LONGEST_PAUSE_MS));
    }
  }
}

async function publishNext(
  transaction: Transaction<SystemDatabase>,
  app: string,
  request: PublishRequest,
): Promise<PublishOutcome> {
  const { source, expectedBase, context, note = "", accepted = [] } = request;
  const base = await lockApp(transaction, app, "publish");
  if (expectedBase !== undefined && expectedBase !== base) throw publishConflict({ number: base });
  const waiting = await readPending(transaction, app);
  if (waiting && waiting.state !== "failed") throw publishUnderWay();
  const restoredFrom = "restore" in source ? source.restore : null;
  const current = await releaseDocuments(transaction, app, base);
  const documents = await sourceDocuments(transaction, app, source, current);
  const target = await targetOf(transaction, { app, base, documents, restoredFrom, accepted }, context);
  if (diffDocuments(target.before, target.after).length === 0) throw nothingToPublish();
  // A release was valid when it was made; rules that came later must not keep it from coming back.
  if (!target.restoring) refuseErrors(validateCatalog(target.after, context.checkers));
  const { plan, problems } = await planFromData(transaction, target, context);
  refuseErrors(problems);
  if (plan.before.length > 0) {
    const { locale, timeZone, userId } = context.actor;
    const pending = {
      app,
      base,
      documents,
      note,
      restoredFrom,
      accepted,
      locale,
      timeZone,
      createdBy: userId,
    };
    await beginPreparing(transaction, { target, plan, pending }, context);
    return "preparing";
  }
  const release = { target, plan, documents, note, restoredFrom };
  const compiled = await bringIntoForce(transaction, release, context);
  if ("amendment" in source) await amendDrafts(transaction, app, source.amendment, stampOf(context));
  if (restoredFrom !== null) await replaceDrafts(transaction, app, documents, stampOf(context));
  return compiled;
}

async function targetOf(
  db: Kysely<SystemDatabase>,
  from: Pick<PendingRelease, "app" | "base" | "documents" | "restoredFrom" | "accepted">,
  { fieldCatalog }: PublishContext,
): Promise<PlanTarget> {
  const { app, base, documents, restoredFrom, accepted } = from;
  return {
    app,
    ...(await readRelease(db, app, base, fieldCatalog)),
    after: new Catalog(documents, fieldCatalog),
    // Numbers have no gaps: the current release is always the last one.
    number: base + 1,
    restoring: restoredFrom !== null,
    accepted,
  };
}

async function beginPreparing(
  transaction: Transaction<SystemDatabase>,
  {
    target,
    plan,
    pending,
  }: {
    readonly target: PlanTarget;
    readonly plan: MigrationPlan;
    readonly pending: Omit<PendingRelease, "state" | "message">;
  },
  context: PublishContext,
): Promise<void> {
  await writePending(transaction, pending);
  await forgetTasksBefore(transaction, target.app);
  const tasks = { release: target.number, stage: "before", tasks: plan.before } as const;
  await addTasks(transaction, target.app, tasks);
  await context.announceTasks(transaction);
  const { preparing: steps, locks } = plan;
  await applyMigration(transaction, { steps, locks }, readingContext(target, context));
}

interface ReadyRelease {
  readonly target: PlanTarget;
  readonly plan: MigrationPlan;
  readonly documents: readonly DefinitionDocument[];
  readonly note: string;
  readonly restoredFrom: number | null;
}

/** Everything that takes time comes before the tables are locked. */
async function bringIntoForce(
  transaction: Transaction<SystemDatabase>,
  { target, plan, documents, note, restoredFrom }: ReadyRelease,
  context: PublishContext,
): Promise<CompiledRelease> {
  const { app, number, before, after } = target;
  const { layout } = plan;
  await transaction
    .insertInto("release")
    .values({
      app,
      number,
      documents: JSON.stringify(documents),
      changes: JSON.stringify(diffDocuments(before, after)),
      note,
      restored_from: restoredFrom,
      layout: JSON.stringify(layout),
      created_at: context.now,
      created_by: context.actor.userId,
    })
    .execute();
  await transaction.updateTable("app").set({ current_release: number }).where("id", "=", app).execute();
  await addTasks(transaction, app, { release: number, stage: "after", tasks: plan.after });
  if (plan.after.length > 0) await context.announceTasks(transaction);
  await sql`select pg_notify(${RELEASE_CHANNEL}, ${app})`.execute(transaction);
  await applyMigration(transaction, plan, readingContext(target, context));
  const { fieldType, calendar, now } = context;
  const basis = { app, catalog: after, layout, fieldType, calendar, now };
  const fills = await fillDerived(transaction, basis, before);
  await addTasks(transaction, app, { release: number, stage: "after", tasks: fills });
  if (fills.length > 0) await context.announceTasks(transaction);
  return { app, number, catalog: after, layout };
}

/** The catalog of one release with the places of its fields; STORE_RELEASE_NOT_FOUND for an unknown number. */
export async function readRelease(
  db: Kysely<SystemDatabase>,
  app: string,
  number: number,
  fieldCatalog: FieldCatalog,
): Promise<{ readonly before: Catalog; readonly layout: SchemaLayout }> {
  const row = await db
    .selectFrom("release")
    .select(["documents", "layout"])
    .where("app", "=", app)
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw releaseNotFound({ number });
  return { before: new Catalog(row.documents, fieldCatalog), layout: row.layout };
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
  current: readonly DefinitionDocument[],
): Promise<readonly DefinitionDocument[]> {
  if ("restore" in source) {
    return underPresentKeys(db, app, source.restore, await releaseDocuments(db, app, source.restore));
  }
  if ("amendment" in source) return amended(current, source.amendment);
  return (await readDrafts(db, app)).map(({ document }) => document);
}

function stampOf({ actor, now }: PublishContext): DraftStamp {
  return { actor, now };
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
