import type { Expression } from "@mortise/expression";
import type { Catalog, DashboardCard, SortKey } from "@mortise/metadata";
import type { Actor } from "@mortise/store";
import { findChart } from "../charts/index.ts";
import { ChartSettings } from "../model/chart-settings.ts";
import type { ChartType } from "../model/chart-type.ts";
import { joinFilters } from "../model/drill.ts";
import { type ReportField, reportFields } from "../model/report-field.ts";
import { cardInvalid } from "../errors.ts";
import { DimensionReader } from "./dimension-reader.ts";

/** A checked card, ready to be computed for one actor. */
export interface CardPlan {
  readonly card: DashboardCard;
  readonly chart: ChartType;
  readonly settings: ChartSettings;
  readonly fields: readonly ReportField[];
  readonly dimensions: readonly DimensionReader[];
  /** The card's own condition and the dashboard's. */
  readonly filter: Expression | undefined;
  readonly sort: readonly SortKey[];
  readonly limit: number;
  /** Groups run along time: they are read from the latest back, and shown from the earliest on. */
  readonly runsInTime: boolean;
}

/** Plans a card that has passed its checks. */
export function planCard(
  card: DashboardCard,
  context: { readonly actor: Actor; readonly catalog: Catalog; readonly filter: Expression | undefined },
): CardPlan {
  const chart = findChart(card.chart);
  if (!chart) throw cardInvalid({ reason: card.chart });
  const fields = reportFields(context.catalog, card.entity);
  const dimensions = card.dimensions.map((dimension) => {
    const field = fields.find((candidate) => candidate.id === dimension.field);
    if (!field) throw cardInvalid({ reason: dimension.field });
    return new DimensionReader(dimension, field, context.actor);
  });
  const asked = card.sort?.length ? card.sort : undefined;
  const runsInTime = asked === undefined && dimensions[0]?.dimension.grain !== undefined;
  return {
    card,
    chart,
    settings: new ChartSettings(chart.settings, card.settings),
    fields,
    dimensions,
    filter: joinFilters(card.filter, context.filter),
    sort: asked ?? defaultSort(card, chart, dimensions),
    limit: card.limit ?? chart.limit,
    runsInTime,
  };
}

/** Time runs forward, options stand in their order where that is the point of the chart, all else biggest first. */
function defaultSort(
  card: DashboardCard,
  chart: ChartType,
  dimensions: readonly DimensionReader[],
): readonly SortKey[] {
  const [first] = dimensions;
  const [measure] = card.measures;
  if (!first || !measure) return [];
  if (first.dimension.grain) return [{ field: first.dimension.field, descending: true }];
  if (chart.keepsOptionOrder || first.field.logsTransitions) return [];
  return [{ field: measure.id, descending: true }];
}
