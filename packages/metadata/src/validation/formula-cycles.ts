import { checkExpression, variablesOf } from "@mortise/expression";
import type { LocalizedText } from "@mortise/kit";
import type { Catalog } from "../catalog.ts";
import type { EntityDocument, FieldDefinition } from "../documents/entity.ts";

/** A computed field that needs its own value, and the way on which it comes back to itself. */
export interface FormulaCycle {
  readonly field: FieldDefinition;
  /** Names of the fields on the way: 合计 → 明细.金额 → 合计. */
  readonly way: LocalizedText;
}

/** A field of an entity, as a place in the graph of what is computed from what. */
interface Place {
  readonly entity: EntityDocument;
  readonly field: FieldDefinition;
}

function keyOf({ entity, field }: Place): string {
  return `${entity.id}.${field.id}`;
}

/** What computed fields read, over all entities: formulas, and types that look into other records. */
class Dependencies {
  readonly #catalog: Catalog;
  readonly #known = new Map<string, readonly Place[]>();
  readonly #read = new Map<string, readonly string[]>();

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  /** The computed fields that a field reads. */
  of(place: Place): readonly Place[] {
    const known = this.#known.get(keyOf(place));
    if (known) return known;
    const found = this.#paths(place).flatMap((path) => this.#follow(place.entity, path));
    const computed = found.filter((target) => this.#paths(target).length > 0);
    this.#known.set(keyOf(place), computed);
    return computed;
  }

  #paths(place: Place): readonly string[] {
    const known = this.#read.get(keyOf(place));
    if (known) return known;
    const read = this.#pathsOf(place);
    this.#read.set(keyOf(place), read);
    return read;
  }

  #pathsOf({ entity, field }: Place): readonly string[] {
    const { fieldTypes } = this.#catalog;
    const read = fieldTypes.pathsReadBy?.(field) ?? [];
    const expression = fieldTypes.expressionOf?.(field);
    if (expression === undefined) return read;
    // Only a formula that fits tells columns of child rows from fields of the same name.
    const checked = checkExpression(expression, this.#catalog.scope(entity.id));
    return [...read, ...(checked.ok ? checked.variables : variablesOf(expression))];
  }

  /** The fields that a path names one after the other: `lines.amount` the sub-table and its column. */
  #follow(entity: EntityDocument, path: string): readonly Place[] {
    const places: Place[] = [];
    let current: EntityDocument | undefined = entity;
    for (const part of path.startsWith("$") ? [] : path.split(".")) {
      const field: FieldDefinition | undefined = current?.fields.find(({ id }) => id === part);
      if (!current || !field) break;
      places.push({ entity: current, field });
      const target: string | undefined = this.#catalog.fieldTypes.targetEntity(field);
      current = target === undefined ? undefined : this.#catalog.find("entity", target);
    }
    return places;
  }
}

/** The shortest way from a field back to itself. */
function wayBack(start: Place, dependencies: Dependencies): readonly Place[] | undefined {
  const seen = new Set<string>();
  let ways: readonly (readonly Place[])[] = [[start]];
  while (ways.length > 0) {
    const longer: (readonly Place[])[] = [];
    for (const way of ways) {
      for (const next of dependencies.of(way.at(-1) ?? start)) {
        if (keyOf(next) === keyOf(start)) return [...way, next];
        if (seen.has(keyOf(next))) continue;
        seen.add(keyOf(next));
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return undefined;
}

function nameOf({ entity, field }: Place, home: EntityDocument): LocalizedText {
  if (entity.id === home.id) return field.name;
  return { zh: `${entity.name.zh}.${field.name.zh}`, en: `${entity.name.en}.${field.name.en}` };
}

/**
 * The computed fields of an entity that need their own value, directly or through others: formula and formula, roll-up and
 * look-up, also by way of other entities.
 */
export function formulaCycles(entity: EntityDocument, catalog: Catalog): readonly FormulaCycle[] {
  const dependencies = new Dependencies(catalog);
  return entity.fields.flatMap((field) => {
    const way = wayBack({ entity, field }, dependencies);
    if (!way) return [];
    const names = way.map((place) => nameOf(place, entity));
    return [
      {
        field,
        way: { zh: names.map(({ zh }) => zh).join(" → "), en: names.map(({ en }) => en).join(" → ") },
      },
    ];
  });
}
