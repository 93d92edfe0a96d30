import { fieldType } from "@mortise/fields";
import type { EntityDocument } from "@mortise/metadata";
import { searchFields } from "./search-fields.ts";
import { searchVector } from "./search-vector.ts";

/**
 * What the column of keyword search holds for a record of an entity, as text of a tsvector: for whoever fills a table
 * past the gateway and does not want to leave it to the trigger, which takes ten times as long.
 */
export function searchKeys(entity: EntityDocument): (values: Readonly<Record<string, unknown>>) => string {
  const searched = entity.fields.flatMap(({ id, type }) => {
    const { searchable, searchedAs } = fieldType(type);
    return searchable ? [{ id, searchedAs }] : [];
  });
  const fields = searchFields(searched);
  return (values) => searchVector(values, fields);
}
