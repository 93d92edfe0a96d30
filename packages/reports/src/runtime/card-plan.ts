import type { Expression } from "@mortise/expression";
import type { Catalog, DashboardCard, SortKey } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findChart } from "../charts/index.ts";
import { ChartSettings } from "../model/chart-settings.ts";
import type { ChartType } from "../model/chart-type.ts";
import { joinFilters } from "../model/drill.ts";
import { isRecordMeasure } from "../model/measure.ts";
import { cardFields, type ReportField } from "../model/report-field.ts";
import { type ResolvedMeasures, resolveMeasures } from "../model/resolve-measures.ts";
import { cardInvalid } from "../errors.ts";
import { DimensionReader } from "./dimension-reader.ts";

/** A checked card, ready to be computed for one actor. */
export interface CardPlan {
  readonly card: DashboardCard;
  readonly catalog: Catalog;
  readonly chart: ChartType;
  readonly settings: ChartSettings;
  readonly fields: readonly ReportField[];
  /** The dimensions that go down, then those that go across. */
  readonly dimensions: readonly DimensionReader[];
  readonly measures: ResolvedMeasures;
  /** The card's own condition and the dashboard's. */
  readonly filter: Expression | undefined;
  readonly sort: readonly SortKey[];
  readonly limit: number;
  /** Groups run along time: they are read from the latest back, and shown from the earliest on. */
  readonly runsInTime: boolean;
}

/** For whom and with which condition a card is planned. */
export interface PlanContext {
  readonly actor: Actor;
  readonly catalog: Catalog;
  readonly filter: Expression | undefined;
}

/** Plans a card that has passed its checks. */
export function planCard(card: DashboardCard, context: PlanContext): CardPlan {
  const chart = findChart(card.chart);
  if (!chart) throw cardInvalid({ reason: card.chart });
  const fields = cardFields(context.catalog, card);
  const dimensions = [...card.dimensions, ...(card.columns ?? [])].map((dimension) => {
    const field = fields.find((candidate) => candidate.id === dimension.field);
    if (!field) throw cardInvalid({ reason: dimension.field });
    return new DimensionReader(dimension, field, context.actor);
  });
  const asked = card.sort?.length ? card.sort : undefined;
  const runsInTime = asked === undefined && dimensions[0]?.dimension.grain !== undefined;
  return {
    card,
    catalog: context.catalog,
    chart,
    settings: new ChartSettings(chart.settings, card.settings),
    fields,
    dimensions,
    measures: resolveMeasures(card.measures, fields),
    filter: joinFilters(card.filter, context.filter),
    sort: asked ?? defaultSort(card, chart, dimensions),
    limit: card.limit ?? chart.limit,
    runsInTime,
  };
}

/** The measure by which groups are sorted first, where the record gateway does not know it. */
export function ownSort({ card, sort }: CardPlan): (SortKey & { readonly descending: boolean }) | undefined {
  const [first] = sort;
  const measure = card.measures.find(({ id }) => id === first?.field);
  if (!first || !measure || isRecordMeasure(measure)) return undefined;
  return { field: first.field, descending: first.descending === true };
}

/** Time runs forward, things stand in their order where they have one, all else biggest first. */
function defaultSort(
  card: DashboardCard,
  chart: ChartType,
  dimensions: readonly DimensionReader[],
): readonly SortKey[] {
  const [first] = dimensions;
  const measure = card.measures.find(({ hidden }) => hidden !== true);
  if (!first || !measure) return [];
  const { grain, part, buckets, field } = first.dimension;
  if (grain) return [{ field, descending: true }];
  if (part !== undefined || buckets !== undefined) return [];
  if (chart.keepsOptionOrder || first.field.logsTransitions) return [];
  return [{ field: measure.id, descending: true }];
}
