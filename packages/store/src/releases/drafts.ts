import type { ErrorDetail } from "@mortise/kit";
import {
  Catalog,
  type DefinitionDocument,
  type DocumentKey,
  documentKey,
  type FieldCatalog,
  parseDocument,
} from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import { appNotFound, draftConflict, draftNotFound, invalidDocument } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { announceDraft } from "./draft-notice.ts";
import { type DraftStamp, stepBetween } from "./draft-step.ts";
import type { DraftDocument, DraftEdit, SavedDraft } from "./release.ts";

type Database = Kysely<SystemDatabase>;

/** A document over the revision that was read. */
export interface ParsedEdit {
  readonly document: DefinitionDocument;
  readonly revision: number;
}

/** Locks an app for editing (many at a time) or publishing (one, and no edits meanwhile); gives its current release. */
export async function lockApp(db: Database, app: string, mode: "edit" | "publish"): Promise<number> {
  const query = db.selectFrom("app").select("current_release").where("id", "=", app);
  const row = await (mode === "edit" ? query.forShare() : query.forUpdate()).executeTakeFirst();
  if (!row) throw appNotFound({ app });
  return row.current_release;
}

/** The drafts of an app in their order. */
export async function readDrafts(db: Database, app: string): Promise<readonly DraftDocument[]> {
  const rows = await db
    .selectFrom("draft")
    .select(["document", "revision", "updated_at", "updated_by"])
    .where("app", "=", app)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({
    document: row.document,
    revision: row.revision,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }));
}

/** Checks the shape of edited documents of an app; STORE_DOCUMENT_INVALID names the places (`0.fields.2.id`). */
export function parseEdits(app: string, edits: readonly DraftEdit[]): readonly ParsedEdit[] {
  const details: ErrorDetail[] = [];
  const parsed = edits.flatMap(({ document: input, revision }, index): readonly ParsedEdit[] => {
    const result = parseDocument(input);
    if (!result.ok) {
      details.push(...result.problems.map(({ path, message }) => ({ path: `${index}.${path}`, message })));
      return [];
    }
    const { document } = result;
    if (document.kind !== "app" || document.id === app) return [{ document, revision }];
    const message = { zh: `应用标识必须是“${app}”`, en: `The app id must be “${app}”` };
    details.push({ path: `${index}.id`, message });
    return [];
  });
  if (details.length > 0) throw invalidDocument({}, { details });
  return parsed;
}

/** Writes one document over the revision that was read; STORE_DRAFT_CONFLICT when it is not the last any more. */
export async function writeDraft(
  db: Database,
  app: string,
  { document, revision }: ParsedEdit,
  { actor, now }: DraftStamp,
): Promise<SavedDraft> {
  const key = documentKey(document);
  const values = { document: JSON.stringify(document), updated_at: now, updated_by: actor.userId };
  const saved =
    revision === 0
      ? await db
          .insertInto("draft")
          .values({ app, kind: document.kind, id: document.id, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning("revision")
          .executeTakeFirst()
      : await db
          .updateTable("draft")
          .set({ ...values, revision: sql<number>`nextval('mortise.draft_sequence')` })
          .where("app", "=", app)
          .where("kind", "=", document.kind)
          .where("id", "=", document.id)
          .where("revision", "=", revision)
          .returning("revision")
          .executeTakeFirst();
  if (!saved) throw await editRefusal(db, app, key, revision);
  await announceDraft(db, { app, document: key, revision: saved.revision });
  return { key, revision: saved.revision };
}

/** Takes a document out of the drafts; with a revision, only when it is still the last. */
export async function removeDraft(
  db: Database,
  app: string,
  key: DocumentKey,
  revision: number | undefined,
): Promise<void> {
  const { kind, id } = splitKey(key);
  let query = db.deleteFrom("draft").where("app", "=", app).where("kind", "=", kind).where("id", "=", id);
  if (revision !== undefined) query = query.where("revision", "=", revision);
  const { numDeletedRows } = await query.executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw await editRefusal(db, app, key, revision ?? -1);
  await announceDraft(db, { app, document: key, revision: 0 });
}

/** Makes the drafts equal to a list of documents. */
export async function replaceDrafts(
  db: Database,
  app: string,
  documents: readonly DefinitionDocument[],
  { actor, now }: DraftStamp,
): Promise<void> {
  await db.deleteFrom("draft").where("app", "=", app).execute();
  await announceDraft(db, { app });
  if (documents.length === 0) return;
  const rows = documents.map((document) => ({
    app,
    kind: document.kind,
    id: document.id,
    document: JSON.stringify(document),
    updated_at: now,
    updated_by: actor.userId,
  }));
  await db.insertInto("draft").values(rows).execute();
}

/** Makes the drafts equal to a list of documents; those that are equal already keep their revisions. */
export async function writeDrafts(
  db: Database,
  app: string,
  documents: readonly DefinitionDocument[],
  stamp: DraftStamp,
): Promise<void> {
  const drafts = await readDrafts(db, app);
  const revisions = new Map(drafts.map(({ document, revision }) => [documentKey(document), revision]));
  const before = drafts.map(({ document }) => document);
  for (const { before: old, after } of stepBetween(before, documents)) {
    if (after) {
      await writeDraft(db, app, { document: after, revision: revisions.get(documentKey(after)) ?? 0 }, stamp);
    } else if (old) await removeDraft(db, app, documentKey(old), undefined);
  }
}

/** The draft documents with these keys as they stand, locked until the transaction ends. */
export async function readDraftsOf(
  db: Database,
  app: string,
  keys: readonly DocumentKey[],
): Promise<readonly DefinitionDocument[]> {
  if (keys.length === 0) return [];
  const wanted = new Set(keys);
  const rows = await db
    .selectFrom("draft")
    .select(["kind", "id", "document"])
    .where("app", "=", app)
    .where("id", "in", [...new Set(keys.map((key) => splitKey(key).id))])
    .forUpdate()
    .execute();
  return rows.flatMap(({ document }) => (wanted.has(documentKey(document)) ? [document] : []));
}

/** Kind and id of a document's key. */
export function splitKey(key: DocumentKey): Pick<DefinitionDocument, "kind" | "id"> {
  const slash = key.indexOf("/");
  // The part before the slash is a document kind by the type of the key.
  return { kind: key.slice(0, slash) as DefinitionDocument["kind"], id: key.slice(slash + 1) };
}

async function editRefusal(db: Database, app: string, key: DocumentKey, revision: number): Promise<Error> {
  const { kind, id } = splitKey(key);
  const present = await db
    .selectFrom("draft")
    .select("revision")
    .where("app", "=", app)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .executeTakeFirst();
  const gone = revision !== 0 && !present;
  return gone ? draftNotFound({ document: key }) : draftConflict({ document: key });
}

/** Drafts as what they would be together. */
export function draftCatalog(
  documents: readonly { readonly document: DefinitionDocument }[],
  fieldCatalog: FieldCatalog,
): Catalog {
  return new Catalog(
    documents.map(({ document }) => document),
    fieldCatalog,
  );
}
