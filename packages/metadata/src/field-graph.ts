import { checkExpression, type Expression, variablesOf } from "@mortise/expression";
import type { Catalog } from "./catalog.ts";
import type { FieldDefinition } from "./documents/entity.ts";

/** A field of an entity; system fields too. */
export interface FieldPlace {
  readonly entity: string;
  readonly field: string;
}

/** The fields that a computed field is worked out from, in its own entity and in others; empty for all other fields. */
export function fieldDependencies(
  catalog: Catalog,
  entity: string,
  field: FieldDefinition,
): readonly FieldPlace[] {
  const expression = catalog.fieldTypes.expressionOf?.(field);
  if (expression !== undefined) return expressionFields(catalog, entity, expression);
  const derivation = catalog.fieldTypes.derivationOf?.(field);
  if (!derivation) return [];
  switch (derivation.kind) {
    case "reverse":
      return [{ entity: derivation.entity, field: derivation.field }];
    case "lookup": {
      const target = catalog.targetOf(entity, derivation.reference);
      return [
        { entity, field: derivation.reference },
        ...(target === undefined ? [] : [{ entity: target, field: derivation.field }]),
      ];
    }
    case "rollup": {
      const target = catalog.targetOf(entity, derivation.list);
      const own = [{ entity, field: derivation.list }];
      if (target === undefined) return own;
      return [
        ...own,
        ...(derivation.field === undefined ? [] : [{ entity: target, field: derivation.field }]),
        ...expressionFields(catalog, target, derivation.filter),
      ];
    }
  }
}

/** Every field that an expression over an entity's records reads, on the way of its paths too. */
export function expressionFields(
  catalog: Catalog,
  entity: string,
  expression: Expression | undefined,
): readonly FieldPlace[] {
  if (expression === undefined || expression === null) return [];
  const checked = checkExpression(expression, catalog.queryScope(entity));
  const paths = checked.ok ? checked.variables : variablesOf(expression);
  return paths.flatMap((path) => pathFields(catalog, entity, path));
}

/** The fields that a path leads through; system variables lead through none. */
export function pathFields(catalog: Catalog, entity: string, path: string): readonly FieldPlace[] {
  const plain = path.startsWith("$old.") ? path.slice("$old.".length) : path;
  if (plain.startsWith("$")) return [];
  const [first = plain, ...rest] = plain.split(".");
  const own = { entity, field: first };
  const target = rest.length > 0 ? catalog.targetOf(entity, first) : undefined;
  return target === undefined ? [own] : [own, ...pathFields(catalog, target, rest.join("."))];
}

/** The way of a field back to itself through what it is worked out from, if there is one: fields in order, the first again last. */
export function circleOf(
  catalog: Catalog,
  entity: string,
  field: FieldDefinition,
): readonly FieldPlace[] | undefined {
  const start = { entity, field: field.id };
  const seen = new Set<string>();
  const search = (place: FieldPlace, way: readonly FieldPlace[]): readonly FieldPlace[] | undefined => {
    const definition = catalog.field(place.entity, place.field);
    if (!definition) return undefined;
    for (const next of fieldDependencies(catalog, place.entity, definition)) {
      if (next.entity === start.entity && next.field === start.field) return [...way, next];
      const key = `${next.entity}.${next.field}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const found = search(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return search(start, [start]);
}

/** Every field that a computed field is worked out from, directly or by way of others, each once. */
export function allSources(catalog: Catalog, entity: string, field: FieldDefinition): readonly FieldPlace[] {
  const found = new Map<string, FieldPlace>();
  const open = [...fieldDependencies(catalog, entity, field)];
  for (let place = open.pop(); place; place = open.pop()) {
    const key = `${place.entity}.${place.field}`;
    if (found.has(key)) continue;
    found.set(key, place);
    const definition = catalog.field(place.entity, place.field);
    if (definition) open.push(...fieldDependencies(catalog, place.entity, definition));
  }
  return [...found.values()];
}
