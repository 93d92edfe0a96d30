import type { ChartPoint, TotalPoint } from "@mortise/contract";
import type { Json } from "@mortise/kit";
import {
  Catalog,
  type DashboardDocument,
  type DashboardFilter,
  type DefinitionDocument,
  type EntityDocument,
  type FieldCatalog,
  type FieldDefinition,
  usesOf,
} from "@mortise/metadata";
import type { CardFigures } from "../chart-context.ts";
import type { FilterChoices } from "../board/filter-condition.ts";

/** What visitors set themselves: filters that a link leaves open, and that ask for nobody's name. */
function isOpen(filter: DashboardFilter, fixed: FilterChoices): boolean {
  return filter.type !== "people" && !Object.hasOwn(fixed, filter.id);
}

/**
 * The dashboard as visitors of a link get it: without the conditions of its cards, lists of records, and the filters
 * that the link sets or that ask for people.
 */
export function sharedBoard(dashboard: DashboardDocument, fixed: FilterChoices): DashboardDocument {
  const { contents, filters } = dashboard;
  return {
    ...dashboard,
    cards: dashboard.cards.map(({ filter: _filter, measures, ...card }) => ({
      ...card,
      measures: measures.map(({ filter: _own, target, ...measure }) => ({
        ...measure,
        ...(target ? { target: { entity: target.entity, field: target.field } } : {}),
      })),
    })),
    ...(contents ? { contents: contents.filter(({ type }) => type !== "records") } : {}),
    ...(filters ? { filters: filters.filter((filter) => isOpen(filter, fixed)) } : {}),
  };
}

/** What the filters stand at when a visitor asks: nothing that a visitor sends widens what the link sets. */
export function sharedChoices(
  dashboard: DashboardDocument,
  fixed: FilterChoices,
  asked: FilterChoices,
): FilterChoices {
  const open = (dashboard.filters ?? []).filter((filter) => isOpen(filter, fixed));
  const chosen = open.flatMap(({ id }): (readonly [string, Json])[] => {
    const value = Object.hasOwn(asked, id) ? asked[id] : undefined;
    return value === undefined ? [] : [[id, value]];
  });
  return { ...Object.fromEntries(chosen), ...fixed };
}

/** The filters that a link sets and the dashboard has no more: without them it would show more than it was made for. */
export function missingFilters(dashboard: DashboardDocument, fixed: FilterChoices): readonly string[] {
  const known = new Set((dashboard.filters ?? []).map(({ id }) => id));
  return Object.keys(fixed).filter((id) => !known.has(id));
}

/** The entities that a dashboard shows figures of, with no fields but those it speaks of. */
export function sharedEntities(
  shared: DashboardDocument,
  documents: readonly DefinitionDocument[],
  fields: FieldCatalog,
): readonly EntityDocument[] {
  const catalog = new Catalog(documents, fields);
  const uses = usesOf(shared, catalog);
  const named = new Set(uses.flatMap(({ entity, field }) => (entity && field ? [`${entity}.${field}`] : [])));
  const entities = new Set([
    ...shared.cards.map(({ entity }) => entity),
    ...uses.flatMap(({ entity }) => (entity ? [entity] : [])),
  ]);
  return catalog
    .all("entity")
    .filter(({ id }) => entities.has(id))
    .map((entity) => ({
      kind: entity.kind,
      id: entity.id,
      version: entity.version,
      name: entity.name,
      icon: entity.icon,
      color: entity.color,
      titleField: entity.titleField,
      owned: entity.owned,
      fields: entity.fields.filter(({ id }) => named.has(`${entity.id}.${id}`)).map(shownField),
    }));
}

/** A field as pictures need it: without what it is worked out from, what it begins with, and which records it offers. */
function shownField({ default: _default, settings, ...field }: FieldDefinition): FieldDefinition {
  if (!settings) return field;
  const { expression: _expression, filter: _filter, ...shown } = settings;
  return { ...field, settings: shown };
}

/** Figures without the conditions that lead to their records. */
export function sharedFigures({ totals, ...figures }: CardFigures): CardFigures {
  return {
    ...figures,
    points: figures.points.map(withoutWay),
    ...(totals ? { totals: totals.map(withoutWay) } : {}),
  };
}

function withoutWay<Point extends ChartPoint | TotalPoint>(point: Point): Point {
  const { parts: _parts, reached: _reached, compared, ...shown } = point;
  const blind = compared
    ? Object.fromEntries(
        Object.entries(compared).map(([measure, bases]) => [
          measure,
          Object.fromEntries(
            Object.entries(bases).map(([base, figure]) => [base, { ...figure, filter: null }]),
          ),
        ]),
      )
    : undefined;
  // What is left out is optional in every point.
  return { ...shown, filter: null, ...(blind ? { compared: blind } : {}) } as unknown as Point;
}
