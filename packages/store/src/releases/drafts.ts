import { type DefinitionDocument, type DocumentKey, documentKey, parseDocument } from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { Actor } from "../actor.ts";
import { appNotFound, draftConflict, draftNotFound, invalidDocument } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import type { DraftDocument, DraftEdit } from "./release.ts";

type Database = Kysely<SystemDatabase>;

const nextRevision = sql<number>`nextval('mortise.draft_sequence')`;

/** Locks an app for editing (many at a time) or publishing (one, and no edits meanwhile); gives its current release. */
export async function lockApp(db: Database, app: string, mode: "edit" | "publish"): Promise<number | null> {
  const query = db.selectFrom("mortise.app").select("current_release").where("id", "=", app);
  const row = await (mode === "edit" ? query.forShare() : query.forUpdate()).executeTakeFirst();
  if (!row) throw appNotFound({ app });
  return row.current_release;
}

/** The drafts of an app in their order. */
export async function readDrafts(db: Database, app: string): Promise<readonly DraftDocument[]> {
  const rows = await db
    .selectFrom("mortise.draft")
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

/** Checks the shape of a document of an app; STORE_DOCUMENT_INVALID names the places. */
export function readDocument(app: string, input: unknown): DefinitionDocument {
  const parsed = parseDocument(input);
  if (!parsed.ok) throw invalidDocument({}, { details: parsed.details });
  const document = parsed.value;
  if (document.kind === "app" && document.id !== app) {
    const message = { zh: `应用标识必须是“${app}”`, en: `The app id must be “${app}”` };
    throw invalidDocument({}, { details: [{ path: "id", message }] });
  }
  return document;
}

/** Who writes a draft, and when. */
export interface DraftStamp {
  readonly actor: Actor;
  readonly now: Date;
}

/** Writes one document over the revision that was read; STORE_DRAFT_CONFLICT when it is not the last any more. */
export async function writeDraft(
  db: Database,
  app: string,
  document: DefinitionDocument,
  { actor, now, baseRevision }: DraftStamp & { readonly baseRevision: number | null },
): Promise<DraftDocument> {
  const key = documentKey(document);
  const values = { document: JSON.stringify(document), updated_at: now, updated_by: actor.userId };
  const row =
    baseRevision === null
      ? await db
          .insertInto("mortise.draft")
          .values({ app, kind: document.kind, id: document.id, ...values })
          .onConflict((conflict) => conflict.doNothing())
          .returning(["revision", "updated_at"])
          .executeTakeFirst()
      : await db
          .updateTable("mortise.draft")
          .set({ ...values, revision: nextRevision })
          .where("app", "=", app)
          .where("kind", "=", document.kind)
          .where("id", "=", document.id)
          .where("revision", "=", baseRevision)
          .returning(["revision", "updated_at"])
          .executeTakeFirst();
  if (!row) throw await editRefusal(db, app, { key, baseRevision });
  return { document, revision: row.revision, updatedAt: row.updated_at, updatedBy: actor.userId };
}

/** Takes a document out of the drafts. */
export async function removeDraft(db: Database, app: string, edit: DraftEdit): Promise<void> {
  const { kind, id } = splitKey(edit.key);
  const { numDeletedRows } = await db
    .deleteFrom("mortise.draft")
    .where("app", "=", app)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .where("revision", "=", edit.baseRevision ?? 0)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw await editRefusal(db, app, edit);
}

/** Makes the drafts equal to a list of documents. */
export async function replaceDrafts(
  db: Database,
  app: string,
  documents: readonly DefinitionDocument[],
  { actor, now }: DraftStamp,
): Promise<void> {
  await db.deleteFrom("mortise.draft").where("app", "=", app).execute();
  if (documents.length === 0) return;
  await db
    .insertInto("mortise.draft")
    .values(
      documents.map((document) => ({
        app,
        kind: document.kind,
        id: document.id,
        document: JSON.stringify(document),
        updated_at: now,
        updated_by: actor.userId,
      })),
    )
    .execute();
}

/** Kind and id of a document's key. */
export function splitKey(key: DocumentKey): Pick<DefinitionDocument, "kind" | "id"> {
  const slash = key.indexOf("/");
  // The part before the slash is a document kind by the type of the key.
  return { kind: key.slice(0, slash) as DefinitionDocument["kind"], id: key.slice(slash + 1) };
}

async function editRefusal(db: Database, app: string, { key, baseRevision }: DraftEdit): Promise<Error> {
  const { kind, id } = splitKey(key);
  const present = await db
    .selectFrom("mortise.draft")
    .select("revision")
    .where("app", "=", app)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .executeTakeFirst();
  const gone = baseRevision !== null && !present;
  return gone ? draftNotFound({ document: key }) : draftConflict({ document: key });
}
