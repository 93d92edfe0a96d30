import { type Expression, variablesOf } from "@mortise/expression";
import {
  type Catalog,
  type DashboardCard,
  type FieldPlace,
  allSources,
  expressionFields,
  pathFields,
} from "@mortise/metadata";
import { cardFields } from "./report-field.ts";
import { resolveMeasures } from "./resolve-measures.ts";

/**
 * The entities whose records decide what a card shows: its own, those on its paths and behind its computed fields, those
 * that name its groups, and those that the roles' row rules look at. Never too few, now and then one too many.
 */
export function entitiesLookedAt(
  card: DashboardCard,
  filter: Expression | undefined,
  catalog: Catalog,
): ReadonlySet<string> {
  const entities = new Set<string>();
  const visitEntity = (entity: string): void => {
    if (entities.has(entity) || !catalog.find("entity", entity)) return;
    entities.add(entity);
    visitAll(ruleFields(catalog, entity));
    const parent = catalog.find("entity", entity)?.parent?.entity;
    if (parent !== undefined) visitEntity(parent);
  };
  const visitAll = (places: readonly FieldPlace[]): void => {
    for (const { entity, field } of places.flatMap((place) => [place, ...sourcesOf(catalog, place)])) {
      visitEntity(entity);
      // Groups of records carry their titles.
      const target = catalog.targetOf(entity, field);
      if (target !== undefined) visitEntity(target);
    }
  };
  visitEntity(card.entity);
  for (const { entity, field, filter: wanted } of targetsOf(card)) {
    visitEntity(entity);
    const named = [field, ...variablesOf(wanted ?? true)];
    visitAll(named.flatMap((path) => pathFields(catalog, entity, path)));
  }
  const paths = [...namedPaths(card, catalog), ...variablesOf(filter ?? true)];
  visitAll(paths.flatMap((path) => pathFields(catalog, card.entity, path)));
  return entities;
}

/** What a field is worked out from, however far away. */
function sourcesOf(catalog: Catalog, { entity, field }: FieldPlace): readonly FieldPlace[] {
  const definition = catalog.field(entity, field);
  return definition ? allSources(catalog, entity, definition) : [];
}

function targetsOf(card: DashboardCard) {
  return card.measures.flatMap(({ target }) => (target ? [target] : []));
}

/** Every path that a card names, and those of the figures that its ready-made metrics are made from. */
function namedPaths(card: DashboardCard, catalog: Catalog): readonly string[] {
  const { dimensions, columns = [], filter, compare } = card;
  const measures = resolveMeasures(card.measures, cardFields(catalog, card)).asked;
  return [
    ...[...dimensions, ...columns].map(({ field }) => field),
    ...measures.flatMap(({ field }) => field ?? []),
    ...measures.flatMap((measure) => variablesOf(measure.filter ?? true)),
    ...measures.flatMap((measure) => variablesOf(measure.expression ?? true)),
    ...variablesOf(filter ?? true),
    ...(compare ? [compare.field] : []),
  ];
}

/** What the roles' rules over rows and fields of an entity look at. */
function ruleFields(catalog: Catalog, entity: string): readonly FieldPlace[] {
  return catalog.all("role").flatMap(({ grants }) => {
    const grant = Object.hasOwn(grants, entity) ? grants[entity] : undefined;
    const conditions = [grant?.condition, ...(grant?.fieldRules ?? []).map(({ when }) => when)];
    return conditions.flatMap((condition) => expressionFields(catalog, entity, condition));
  });
}

/** Whether what is asked depends on who asks, whatever they may see: “mine”, “my teams”. */
export function asksForPerson(...asked: readonly unknown[]): boolean {
  return /"\$(?!now"|today")/.test(JSON.stringify(asked));
}
