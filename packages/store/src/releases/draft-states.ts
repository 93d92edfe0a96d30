import { type Clock, isId } from "@mortise/kit";
import {
  Catalog,
  type DefinitionDocument,
  diffDocuments,
  type DocumentChange,
  type DocumentKey,
  documentKey,
  type FieldCatalog,
} from "@mortise/metadata";
import type { Kysely } from "kysely";
import type { Actor } from "../actor.ts";
import { draftNotFound } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { changesOf, overlay } from "./draft-changes.ts";
import { type DraftStepChange, recordStep, stepBetween } from "./draft-step.ts";
import { lockApp, readDrafts, writeDrafts } from "./drafts.ts";
import { underPresentKeys } from "./present-keys.ts";
import { releaseDocuments } from "./publish.ts";

/** A state of an app's definitions: the drafts now, the drafts after one of the steps since the current release, or a release. */
export type DraftState =
  | { readonly type: "draft" }
  | { readonly type: "step"; readonly id: string }
  | { readonly type: "release"; readonly number: number };

/** How two states differ. */
export interface StateComparison {
  /** In business words. */
  readonly changes: readonly DocumentChange[];
  /** The documents that differ, and the entities of forms among them. */
  readonly documents: readonly DraftStepChange[];
}

/** What states stand on. */
export interface DraftStatesOptions {
  readonly db: Kysely<SystemDatabase>;
  readonly clock: Clock;
  readonly fieldCatalog: FieldCatalog;
}

/** Compares any two states of an app, and brings one back into the drafts. Builders only: the caller's to guard. */
export class DraftStates {
  readonly #options: DraftStatesOptions;

  constructor(options: DraftStatesOptions) {
    this.#options = options;
  }

  /** How `to` differs from `from`; STORE_DRAFT_NOT_FOUND or STORE_RELEASE_NOT_FOUND when there is no such state. */
  async compare(app: string, from: DraftState, to: DraftState): Promise<StateComparison> {
    const { db, fieldCatalog } = this.#options;
    const [before, after] = await db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "edit");
      return [await documentsAt(transaction, app, from), await documentsAt(transaction, app, to)] as const;
    });
    const changed = stepBetween(before, after);
    const changes = diffDocuments(new Catalog(before, fieldCatalog), new Catalog(after, fieldCatalog));
    return { changes, documents: [...changed, ...entitiesOfForms(changed, before, after)] };
  }

  /** Makes the drafts, or only some documents of them, what they were in a state; one step of the history. */
  async restore(
    app: string,
    state: DraftState,
    keys: readonly string[] | undefined,
    actor: Actor,
  ): Promise<void> {
    const { db, clock } = this.#options;
    await db.transaction().execute(async (transaction) => {
      await lockApp(transaction, app, "publish");
      const now = (await readDrafts(transaction, app)).map(({ document }) => document);
      const then = await documentsAt(transaction, app, state);
      const wanted = keys && new Set(keys);
      const isWanted = (document: DefinitionDocument) => !wanted || wanted.has(documentKey(document));
      const documents = [...now.filter((document) => !isWanted(document)), ...then.filter(isWanted)];
      const stamp = { actor, now: clock.now(), source: "restore" } as const;
      await writeDrafts(transaction, app, documents, stamp);
      await recordStep(transaction, app, stepBetween(now, documents), stamp);
    });
  }
}

async function documentsAt(
  db: Kysely<SystemDatabase>,
  app: string,
  state: DraftState,
): Promise<readonly DefinitionDocument[]> {
  if (state.type === "release")
    return underPresentKeys(db, app, state.number, await releaseDocuments(db, app, state.number));
  const drafts = (await readDrafts(db, app)).map(({ document }) => document);
  return state.type === "draft" ? drafts : before(db, app, state.id, drafts);
}

/** The drafts as they stood after a step: every later step is taken back. */
async function before(
  db: Kysely<SystemDatabase>,
  app: string,
  step: string,
  drafts: readonly DefinitionDocument[],
): Promise<readonly DefinitionDocument[]> {
  const steps = await db
    .selectFrom("draft_step as s")
    .innerJoin("app as a", (join) =>
      join.onRef("a.id", "=", "s.app").onRef("a.current_release", "=", "s.base"),
    )
    .select("s.id")
    .where("s.app", "=", app)
    .orderBy("s.at", "desc")
    .orderBy("s.id", "desc")
    .execute();
  const at = isId(step) ? steps.findIndex(({ id }) => id === step) : -1;
  if (at < 0) throw draftNotFound({ document: step });
  const later = steps.slice(0, at).map(({ id }) => id);
  const changes = await changesOf(db, later);
  return later.reduce((documents, id) => overlay(documents, changes.get(id) ?? [], "before"), drafts);
}

/** The entities of forms that differ: without them nobody knows what their fields are called. */
function entitiesOfForms(
  changed: readonly DraftStepChange[],
  before: readonly DefinitionDocument[],
  after: readonly DefinitionDocument[],
): readonly DraftStepChange[] {
  const present = new Set<string | undefined>(changed.map(keyOf));
  const wanted = new Set<string>(
    changed
      .flatMap((change) => [change.before, change.after])
      .flatMap((document) => (document?.kind === "form" ? [`entity/${document.entity}`] : []))
      .filter((key) => !present.has(key)),
  );
  const find = (documents: readonly DefinitionDocument[], key: string) =>
    documents.find((document) => documentKey(document) === key) ?? null;
  return [...wanted].map((key) => ({ before: find(before, key), after: find(after, key) }));
}

function keyOf({ before, after }: DraftStepChange): DocumentKey | undefined {
  const document = after ?? before;
  return document ? documentKey(document) : undefined;
}
