import type { Expression } from "@mortise/expression";
import type { Catalog } from "../catalog.ts";
import { entityOfItem } from "../dashboard-items.ts";
import type { DashboardCard, DashboardDocument } from "../documents/dashboard.ts";
import type { DashboardFilter } from "../documents/dashboard-parts.ts";
import type { Dimension, Measure, MeasureTarget } from "../documents/report-query.ts";
import type { FieldRewrite } from "./field-rewrite.ts";
import { rewriteExpression } from "./rewrite-expression.ts";

/** A dashboard with its fields under their new ids, also along paths, in conditions and in targets. */
export function rewriteDashboard(
  dashboard: DashboardDocument,
  catalog: Catalog,
  rewrite: FieldRewrite,
): DashboardDocument {
  const { cards, filters } = dashboard;
  return {
    ...dashboard,
    cards: cards.map((card) => rewriteCard(card, new CardWords(card.entity, catalog, rewrite))),
    ...(filters
      ? { filters: filters.map((filter) => rewriteFilter(filter, { dashboard, catalog }, rewrite)) }
      : {}),
  };
}

function rewriteFilter(
  filter: DashboardFilter,
  { dashboard, catalog }: { readonly dashboard: DashboardDocument; readonly catalog: Catalog },
  rewrite: FieldRewrite,
): DashboardFilter {
  const targets = filter.targets.map((target) => {
    const entity = entityOfItem(dashboard, target.item, catalog);
    return entity === undefined ? target : { ...target, field: rewrite.rename(entity, target.field) };
  });
  return { ...filter, targets };
}

/** Says what is under which id now, for what is asked of one entity. */
class CardWords {
  readonly catalog: Catalog;
  readonly rewrite: FieldRewrite;
  readonly #entity: string;

  constructor(entity: string, catalog: Catalog, rewrite: FieldRewrite) {
    this.#entity = entity;
    this.catalog = catalog;
    this.rewrite = rewrite;
  }

  path(path: string): string {
    const steps: string[] = [];
    let entity: string | undefined = this.#entity;
    for (const step of path.split(".")) {
      steps.push(entity === undefined ? step : this.rewrite.rename(entity, step));
      entity = entity === undefined ? undefined : this.catalog.targetOf(entity, step);
    }
    return steps.join(".");
  }

  expression(expression: Expression): Expression {
    return rewriteExpression(expression, { entity: this.#entity, catalog: this.catalog }, this.rewrite);
  }
}

function rewriteCard(card: DashboardCard, words: CardWords): DashboardCard {
  const { dimensions, columns, measures, sort, filter, compare } = card;
  const moved = (dimension: Dimension): Dimension => ({ ...dimension, field: words.path(dimension.field) });
  // Sorting names a dimension by its field and a measure by its id.
  const split = new Set([...dimensions, ...(columns ?? [])].map(({ field }) => field));
  return {
    ...card,
    dimensions: dimensions.map(moved),
    ...(columns ? { columns: columns.map(moved) } : {}),
    measures: measures.map((measure) => rewriteMeasure(measure, words)),
    ...(sort
      ? { sort: sort.map((key) => (split.has(key.field) ? { ...key, field: words.path(key.field) } : key)) }
      : {}),
    ...(filter === undefined ? {} : { filter: words.expression(filter) }),
    ...(compare ? { compare: { ...compare, field: words.path(compare.field) } } : {}),
  };
}

function rewriteMeasure(measure: Measure, words: CardWords): Measure {
  const { field, filter, expression, stageTime, target } = measure;
  return {
    ...measure,
    ...(field === undefined ? {} : { field: words.path(field) }),
    ...(filter === undefined ? {} : { filter: words.expression(filter) }),
    ...(expression === undefined ? {} : { expression: words.expression(expression) }),
    ...(stageTime ? { stageTime: { ...stageTime, field: words.path(stageTime.field) } } : {}),
    ...(target ? { target: rewriteTarget(target, words) } : {}),
  };
}

function rewriteTarget(target: MeasureTarget, words: CardWords): MeasureTarget {
  const there = new CardWords(target.entity, words.catalog, words.rewrite);
  const { filter, by } = target;
  return {
    ...target,
    field: there.path(target.field),
    ...(filter === undefined ? {} : { filter: there.expression(filter) }),
    ...(by
      ? {
          by: Object.fromEntries(
            Object.entries(by).map(([mine, other]) => [words.path(mine), there.path(other)]),
          ),
        }
      : {}),
  };
}
