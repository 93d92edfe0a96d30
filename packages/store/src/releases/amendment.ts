import { type DefinitionDocument, type DocumentKey, documentKey } from "@mortise/metadata";
import type { Kysely } from "kysely";
import { draftConflict } from "../errors.ts";
import type { SystemDatabase } from "../system-schema.ts";
import { readDrafts, writeDraft } from "./drafts.ts";
import type { DraftStamp } from "./draft-step.ts";

/**
 * A change that is published by itself while the drafts of other people stay drafts. It is made twice: on the release
 * in force, which becomes the next release, and on the drafts, so that publishing them later keeps it.
 */
export interface Amendment {
  /** Documents that exist neither in the release nor in the drafts. */
  readonly adds: readonly DefinitionDocument[];
  /** The documents of one of the two states that change, as they become. */
  readonly changes: (documents: readonly DefinitionDocument[]) => readonly DefinitionDocument[];
}

/** The documents of a release with an amendment; STORE_DRAFT_CONFLICT when a document to be added is there already. */
export function amended(
  documents: readonly DefinitionDocument[],
  { adds, changes }: Amendment,
): readonly DefinitionDocument[] {
  const present = new Set(documents.map(documentKey));
  for (const document of adds) refuseTaken(present, document);
  const changed = new Map(changes(documents).map((document) => [documentKey(document), document]));
  return [...documents.map((document) => changed.get(documentKey(document)) ?? document), ...adds];
}

/** Makes an amendment on the drafts and leaves everything else in them as it is. Needs the app locked for publishing. */
export async function amendDrafts(
  db: Kysely<SystemDatabase>,
  app: string,
  { adds, changes }: Amendment,
  stamp: DraftStamp,
): Promise<void> {
  const drafts = await readDrafts(db, app);
  const revisions = new Map(drafts.map(({ document, revision }) => [documentKey(document), revision]));
  for (const document of adds) {
    refuseTaken(revisions, document);
    await writeDraft(db, app, { document, revision: 0 }, stamp);
  }
  for (const document of changes(drafts.map((draft) => draft.document))) {
    await writeDraft(db, app, { document, revision: revisions.get(documentKey(document)) ?? 0 }, stamp);
  }
}

function refuseTaken(present: { has: (key: DocumentKey) => boolean }, document: DefinitionDocument): void {
  const key = documentKey(document);
  if (present.has(key)) throw draftConflict({ document: key });
}
