import { canonicalJson, newId } from "@mortise/kit";
import { type DefinitionDocument, type DocumentKey, documentKey } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import type { SystemDatabase } from "../system-schema.ts";

type Database = Kysely<SystemDatabase>;

/** Where a step of the drafts came from: a designer, a file, taking a step back, an earlier state, giving up drafts. */
export type DraftSource = "edit" | "import" | "revert" | "restore" | "discard";

/** Who writes drafts, and when. */
export interface DraftStamp {
  readonly actor: Pick<Actor, "userId">;
  readonly now: Date;
  /** Why, when it was not a person at a designer. */
  readonly source?: DraftSource;
}

/** A document before and after a step; null where it did not exist. */
export interface DraftStepChange {
  readonly before: DefinitionDocument | null;
  readonly after: DefinitionDocument | null;
}

/** Typing is one step as long as nobody else comes in between and no longer pause is made. */
const PAUSE_MS = 10 * 60_000;

/** Releases of which steps are kept. */
const KEPT_RELEASES = 20;

/**
 * Writes down what one save changed, in the transaction of that save. A person who goes on editing the same document
 * adds to the step before.
 */
export async function recordStep(
  db: Database,
  app: string,
  changes: readonly DraftStepChange[],
  { actor, now, source = "edit" }: DraftStamp,
): Promise<void> {
  const [only, ...more] = changes;
  if (!only) return;
  const { userId: by } = actor;
  if (more.length === 0 && source === "edit" && (await goOn(db, app, only, { by, now }))) return;
  const { rows } = await sql<{ base: number }>`
    select current_release as base from mortise.app where id = ${app}`.execute(db);
  const base = rows[0]?.base ?? 0;
  const step = newId(now.getTime());
  await db.insertInto("draft_step").values({ id: step, app, base, source, at: now, by }).execute();
  await db
    .insertInto("draft_change")
    .values(
      changes.map((change) => ({
        step,
        ...addressOf(change),
        before: change.before && JSON.stringify(change.before),
        after: change.after && JSON.stringify(change.after),
      })),
    )
    .execute();
  await db
    .deleteFrom("draft_step")
    .where("app", "=", app)
    .where("base", "<", base - KEPT_RELEASES)
    .execute();
}

/** Adds to the person's last step when it was about this document alone, in its present state. */
async function goOn(
  db: Database,
  app: string,
  change: DraftStepChange,
  { by, now }: { readonly by: string | null; readonly now: Date },
): Promise<boolean> {
  if (!change.before || !change.after) return false;
  const { kind, id } = addressOf(change);
  const since = new Date(now.getTime() - PAUSE_MS);
  const { numAffectedRows } = await sql`
    with last as (
      select s.id from mortise.draft_step s join mortise.app a on a.id = s.app and a.current_release = s.base
      where s.app = ${app} order by s.at desc, s.id desc limit 1),
    mine as (
      update mortise.draft_step s set at = ${now} from last
      where s.id = last.id and s.source = 'edit' and s.at >= ${since} and s.by is not distinct from ${by}
        and (select count(*) from mortise.draft_change c where c.step = s.id) = 1
        and exists (select from mortise.draft_change c where c.step = s.id and c.kind = ${kind} and c.id = ${id}
          and c.after = ${JSON.stringify(change.before)}::jsonb)
      returning s.id)
    update mortise.draft_change c set after = ${JSON.stringify(change.after)}::jsonb from mine
    where c.step = mine.id`.execute(db);
  return (numAffectedRows ?? 0n) > 0n;
}

function addressOf({ before, after }: DraftStepChange): Pick<DefinitionDocument, "kind" | "id"> {
  const document = after ?? before;
  // A change has one state at least.
  return { kind: document?.kind ?? "app", id: document?.id ?? "" };
}

/** What is different between two lists of documents, as changes of a step. */
export function stepBetween(
  before: readonly DefinitionDocument[],
  after: readonly DefinitionDocument[],
): readonly DraftStepChange[] {
  const byKey = (documents: readonly DefinitionDocument[]): ReadonlyMap<DocumentKey, DefinitionDocument> =>
    new Map(documents.map((document) => [documentKey(document), document]));
  const [old, next] = [byKey(before), byKey(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((key) => {
    const change = { before: old.get(key) ?? null, after: next.get(key) ?? null };
    return isSameDocument(change) ? [] : [change];
  });
}

function isSameDocument({ before, after }: DraftStepChange): boolean {
  return before !== null && after !== null && canonicalJson(before) === canonicalJson(after);
}
