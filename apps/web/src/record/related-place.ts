import { fieldCatalog } from "@mortise/fields";
import type { Catalog, EntityDocument, FieldDefinition } from "@mortise/metadata";

/** A list of records that point at the one on screen. */
export interface RelatedPlace {
  /** The record on screen. */
  readonly holder: { readonly entity: string; readonly id: string };
  /** The reverse list of the holder's entity. */
  readonly list: FieldDefinition;
  /** The entity whose records are listed. */
  readonly entity: EntityDocument;
  /** Its field that points here. */
  readonly link: FieldDefinition;
}

/** What a reverse list lists; undefined while its settings point nowhere. */
export function relatedPlace(
  catalog: Catalog,
  list: FieldDefinition,
  holder: RelatedPlace["holder"],
): RelatedPlace | undefined {
  const derivation = fieldCatalog.derivationOf?.(list);
  if (derivation?.kind !== "reverse") return undefined;
  const entity = catalog.find("entity", derivation.entity);
  const link = entity?.fields.find(({ id }) => id === derivation.field);
  return entity && link ? { holder, list, entity, link } : undefined;
}

/** Whether a record may be in several such lists at once (N:M) or in one only (1:N). */
export function isShared(link: FieldDefinition): boolean {
  return fieldCatalog.kindOf(link) === "references";
}
