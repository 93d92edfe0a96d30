import type { Catalog } from "../catalog.ts";
import { isSame } from "../diff/change.ts";
import { type DefinitionDocument, documentKey } from "../documents/document.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";
import { storedDocument } from "../resolve-sources.ts";
import type { FieldRewrite } from "./field-rewrite.ts";
import { type DocumentRewriter, rewriteDocument } from "./rewrite-document.ts";

/** A field of an entity. */
export interface FieldAddress {
  readonly entity: string;
  readonly field: string;
}

/**
 * The documents that change when a field gets another key: its entity, and everything that names it. `published` tells
 * which ids are in force, so that publishing takes the column along and renaming back leaves nothing behind.
 */
export function renameFieldKey(
  catalog: Catalog,
  published: Catalog,
  { entity, field, key }: FieldAddress & { readonly key: string },
  rewriters: readonly DocumentRewriter[],
): readonly DefinitionDocument[] {
  const rewrite: FieldRewrite = {
    rename: (at, id) => (at === entity && id === field ? key : id),
    replaces: false,
  };
  const withNewKey = (each: FieldDefinition): FieldDefinition =>
    each.id === field ? keyed(each, key, published.field(entity, field) !== undefined) : each;
  return changedDocuments(catalog, rewrite, rewriters, (document) =>
    document.id === entity ? { ...document, fields: document.fields.map(withNewKey) } : document,
  );
}

function keyed(field: FieldDefinition, key: string, isPublished: boolean): FieldDefinition {
  const { formerId, ...rest } = field;
  const former = isPublished ? field.id : formerId;
  return { ...rest, id: key, ...(former === undefined || former === key ? {} : { formerId: former }) };
}

/** The documents that change when a field goes and another one of the same entity takes its place everywhere. */
export function replaceField(
  catalog: Catalog,
  { entity, field, by }: FieldAddress & { readonly by: string },
  rewriters: readonly DocumentRewriter[],
): readonly DefinitionDocument[] {
  const rewrite: FieldRewrite = {
    rename: (at, id) => (at === entity && id === field ? by : id),
    replaces: true,
  };
  return changedDocuments(catalog, rewrite, rewriters, (document) =>
    document.id === entity
      ? { ...document, fields: document.fields.filter(({ id }) => id !== field) }
      : document,
  );
}

function changedDocuments(
  catalog: Catalog,
  rewrite: FieldRewrite,
  rewriters: readonly DocumentRewriter[],
  define: (entity: EntityDocument) => EntityDocument,
): readonly DefinitionDocument[] {
  return catalog.documents.map(storedDocument).flatMap((document) => {
    const own = rewriteDocument(document, catalog, rewrite);
    const used = rewriters.reduce((current, each) => each.rewrite(current, catalog, rewrite), own);
    const changed = used.kind === "entity" ? define(used) : used;
    return isSame(changed, document) ? [] : [changed];
  });
}

/**
 * A view somebody saved for themselves, with fields whose key changed since under their new ids. Such views are no
 * documents of the app: nothing else takes them along.
 */
export function withCurrentKeys<Document extends DefinitionDocument>(
  document: Document,
  catalog: Catalog,
): Document {
  const former = new Map(
    catalog
      .all("entity")
      .flatMap(({ id, fields }) =>
        fields.flatMap((field) =>
          field.formerId === undefined ? [] : [[`${id}.${field.formerId}`, field.id] as const],
        ),
      ),
  );
  if (former.size === 0) return document;
  const rename = (entity: string, field: string): string =>
    catalog.field(entity, field) ? field : (former.get(`${entity}.${field}`) ?? field);
  const changed = rewriteDocument(document, catalog, { rename, replaces: false });
  // Rewriting keeps the kind and every property.
  return documentKey(changed) === documentKey(document) ? (changed as Document) : document;
}
