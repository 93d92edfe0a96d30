import { variablesOf } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";

/** The formula fields of an entity that use themselves, directly or through other formulas. */
export function formulaCycles(entity: EntityDocument, catalog: Catalog): readonly FieldDefinition[] {
  const uses = new Map<string, readonly string[]>();
  for (const field of entity.fields) {
    const expression = catalog.fieldTypes.expressionOf?.(field);
    if (expression !== undefined) uses.set(field.id, variablesOf(expression));
  }
  return entity.fields.filter(({ id }) => uses.has(id) && reaches(id, uses));
}

function reaches(start: string, uses: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const open = [...(uses.get(start) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(uses.get(id) ?? []));
  }
  return false;
}
