import { callsOperator } from "@mortise/expression";
import type { Catalog } from "./catalog.ts";
import type { FieldStorage } from "./derivation.ts";
import type { FieldDefinition } from "./documents/entity.ts";
import { expressionFields } from "./field-graph.ts";

const known = new WeakMap<Catalog, Map<string, FieldStorage>>();

/**
 * Where the values of a field are. A formula over anything that no column of its own table holds, such as a live lookup,
 * a path through a reference or a question to a tree, cannot be kept either: the database works it out in queries.
 */
export function fieldStorage(catalog: Catalog, entity: string, field: FieldDefinition): FieldStorage {
  const storages = known.get(catalog) ?? new Map<string, FieldStorage>();
  known.set(catalog, storages);
  const key = `${entity}.${field.id}`;
  const found = storages.get(key);
  if (found) return found;
  // A circle, which publishing refuses, ends here.
  storages.set(key, "column");
  const own = catalog.fieldTypes.storageOf?.(field) ?? "column";
  const storage = own === "column" && isOverOthers(catalog, entity, field) ? "computed" : own;
  storages.set(key, storage);
  return storage;
}

function isOverOthers(catalog: Catalog, entity: string, field: FieldDefinition): boolean {
  const { fieldTypes } = catalog;
  const expression = fieldTypes.expressionOf?.(field);
  if (expression === undefined) return false;
  // Who stands below whom changes without a write to the record.
  if (callsOperator(expression, "under")) return true;
  const fields = catalog.find("entity", entity)?.fields ?? [];
  const rows = new Set(
    fields.filter((each) => fieldTypes.kindOf(each) === "rows").map((each) => fieldTypes.targetEntity(each)),
  );
  return expressionFields(catalog, entity, expression).some((place) => {
    if (place.entity !== entity && !rows.has(place.entity)) return true;
    const used = catalog.field(place.entity, place.field);
    const storage = used ? fieldStorage(catalog, place.entity, used) : "column";
    return storage === "computed" || storage === "links";
  });
}
