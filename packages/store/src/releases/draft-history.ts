import { type Clock, isId } from "@mortise/kit";
import {
  Catalog,
  type DefinitionDocument,
  describeConflict,
  diffDocuments,
  type DocumentChange,
  type FieldCatalog,
  mergeDocuments,
} from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import { draftNotFound, draftStepOverlaid } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { changesOf, overlay } from "./draft-changes.ts";
import { type DraftSource, type DraftStepChange, recordStep, stepBetween } from "./draft-step.ts";
import { lockApp, readDrafts, writeDrafts } from "./drafts.ts";

/** One step of the drafts, in business words. */
export interface DraftStep {
  readonly id: string;
  readonly at: string;
  /** Name of the person; empty for the system. */
  readonly by: string;
  readonly source: DraftSource;
  readonly changes: readonly DocumentChange[];
}

/** What the history of drafts stands on. */
export interface DraftHistoryOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
}

const MOST_STEPS = 200;

/** Who changed what in the drafts since the current release, and the way back. Builders only: the caller's to guard. */
export class DraftHistory {
  readonly #options: DraftHistoryOptions;

  constructor(options: DraftHistoryOptions) {
    this.#options = options;
  }

  /** Steps since the current release, newest first. */
  async list(app: string): Promise<readonly DraftStep[]> {
    const { db, fieldCatalog } = this.#options;
    const documents = (await readDrafts(db, app)).map(({ document }) => document);
    const steps = await db
      .selectFrom("draft_step as s")
      .innerJoin("app as a", (join) =>
        join.onRef("a.id", "=", "s.app").onRef("a.current_release", "=", "s.base"),
      )
      .leftJoin("account as p", "p.id", "s.by")
      .select(["s.id", "s.at", "s.source", "p.name"])
      .where("s.app", "=", app)
      .orderBy("s.at", "desc")
      .orderBy("s.id", "desc")
      .limit(MOST_STEPS)
      .execute();
    const changes = await changesOf(
      db,
      steps.map(({ id }) => id),
    );
    return steps.map(({ id, at, source, name }) => ({
      id,
      at,
      by: name ?? "",
      // Written by this class only.
      source: source as DraftSource,
      changes: describeStep(changes.get(id) ?? [], documents, fieldCatalog),
    }));
  }

  /**
   * Takes one step back and leaves everything that came later: the later edits and the state before are merged.
   * STORE_DRAFT_STEP_OVERLAID names each part that was changed again since, which stays as it is then.
   */
  async revert(app: string, step: string, actor: Actor): Promise<void> {
    const { db, clock, fieldCatalog } = this.#options;
    const found = isId(step) ? await this.#stepOf(app, step) : undefined;
    const changes = found && (await changesOf(db, [found])).get(found);
    if (!changes) throw draftNotFound({ document: step });
    await db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "publish");
      const drafts = await readDrafts(transaction, app);
      const ours = drafts.map(({ document }) => document);
      const base = overlay(ours, changes, "after");
      const theirs = overlay(ours, changes, "before");
      const { documents, conflicts } = mergeDocuments({ base, ours, theirs });
      if (conflicts.length > 0) {
        const catalogs = { ours: new Catalog(ours, fieldCatalog), theirs: new Catalog(theirs, fieldCatalog) };
        const details = conflicts.map((conflict) => ({
          path: conflict.id,
          message: describeConflict(conflict, catalogs).title,
        }));
        throw draftStepOverlaid({ count: conflicts.length }, { details });
      }
      const stamp = { actor, now: clock.now(), source: "revert" } as const;
      await writeDrafts(transaction, app, documents, stamp);
      await recordStep(transaction, app, stepBetween(ours, documents), stamp);
    });
  }

  async #stepOf(app: string, step: string): Promise<string | undefined> {
    const row = await this.#options.db
      .selectFrom("draft_step")
      .select("id")
      .where("id", "=", step)
      .where("app", "=", app)
      .executeTakeFirst();
    return row?.id;
  }
}

/** The differences of a step; names of other documents come from the present drafts. */
function describeStep(
  changes: readonly DraftStepChange[],
  documents: readonly DefinitionDocument[],
  fieldCatalog: FieldCatalog,
): readonly DocumentChange[] {
  return diffDocuments(
    new Catalog(overlay(documents, changes, "before"), fieldCatalog),
    new Catalog(overlay(documents, changes, "after"), fieldCatalog),
  );
}
