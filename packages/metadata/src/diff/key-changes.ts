import { Catalog } from "../catalog.ts";
import type { EntityDocument } from "../documents/entity.ts";
import { rewriteDocument } from "../refactor/rewrite-document.ts";

/** The fields of an entity whose key changed: the new key by the old one. */
export function keyChanges(before: EntityDocument, after: EntityDocument): ReadonlyMap<string, string> {
  const old = new Set(before.fields.map(({ id }) => id));
  const now = new Set(after.fields.map(({ id }) => id));
  return new Map(
    after.fields.flatMap(({ id, formerId }) =>
      formerId !== undefined && !old.has(id) && old.has(formerId) && !now.has(formerId)
        ? [[formerId, id] as const]
        : [],
    ),
  );
}

/**
 * The state before with everything under the keys of now, so that what merely followed a change of key is no change.
 * The fields' own definitions keep theirs.
 */
export function underNewKeys(before: Catalog, after: Catalog): Catalog {
  const changes = new Map(
    after.all("entity").flatMap((entity) => {
      const old = before.find("entity", entity.id);
      const keys = old ? keyChanges(old, entity) : new Map<string, string>();
      return keys.size === 0 ? [] : [[entity.id, keys] as const];
    }),
  );
  if (changes.size === 0) return before;
  const rename = (entity: string, field: string): string => changes.get(entity)?.get(field) ?? field;
  const documents = before.documents.map((document) =>
    rewriteDocument(document, before, { rename, replaces: false }),
  );
  return new Catalog(documents, before.fieldTypes);
}
