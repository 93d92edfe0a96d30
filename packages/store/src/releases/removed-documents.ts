import {
  Catalog,
  type DefinitionDocument,
  type DocumentChecker,
  documentKey,
  type FieldCatalog,
  type Problem,
  validateCatalog,
} from "@mortise/metadata";
import { type Kysely, sql } from "kysely";
import type { SystemDatabase } from "../system-schema.ts";
import { readDrafts } from "./drafts.ts";

/** A document that is not in the draft any more and stands in a release. */
export interface RemovedDocument {
  readonly document: DefinitionDocument;
  /** The newest release that has it. */
  readonly release: number;
  /** What would be wrong with it in the draft as it is: fields, entities and roles that are gone. */
  readonly problems: readonly Problem[];
}

/** What documents are held against. */
export interface RemovedContext {
  readonly fieldCatalog: FieldCatalog;
  readonly checkers: readonly DocumentChecker[];
}

const MOST = 200;

/** What was deleted from an app and can be brought back, the youngest first; each as the newest release had it. */
export async function removedDocuments(
  db: Kysely<SystemDatabase>,
  app: string,
  { fieldCatalog, checkers }: RemovedContext,
): Promise<readonly RemovedDocument[]> {
  const drafts = await readDrafts(db, app);
  const present = drafts.map(({ document }) => documentKey(document));
  const { rows } = await sql<{ release: number; document: DefinitionDocument }>`
    select release, document from (
      select distinct on (d ->> 'kind', d ->> 'id') r.number as release, d as document
      from mortise.release as r cross join lateral jsonb_array_elements(r.documents) as d
      where r.app = ${app} and d ->> 'kind' <> 'app'
        and (d ->> 'kind') || '/' || (d ->> 'id') <> all(${present}::text[])
      order by d ->> 'kind', d ->> 'id', r.number desc) as gone
    order by release desc limit ${MOST}`.execute(db);
  return rows.map(({ release, document }) => {
    const key = documentKey(document);
    const after = new Catalog([...drafts.map((draft) => draft.document), document], fieldCatalog);
    const problems = validateCatalog(after, checkers).filter((problem) => problem.document === key);
    return { document, release, problems };
  });
}
