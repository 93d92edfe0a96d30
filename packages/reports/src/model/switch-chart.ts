import type { LocalizedText } from "@mortise/kit";
import type { Catalog, DashboardCard, Dimension, Measure } from "@mortise/metadata";
import { findChart } from "../charts/index.ts";
import type { ChartType } from "./chart-type.ts";
import { draftOf, withKnownSort } from "./compose-card.ts";
import { isNumericMeasure, measureName } from "./measure.ts";
import { cardFields, type ReportField } from "./report-field.ts";

/** A card as another type of chart, and what of it the new type does not take. */
export interface SwitchedCard {
  readonly card: DashboardCard;
  /** Names of what is lost: dimensions, measures, settings that were set. */
  readonly lost: readonly LocalizedText[];
}

/**
 * The same question as another chart: dimensions, measures and settings are kept as far as the new type takes them,
 * and what it needs in addition is taken from its own suggestion. Id, title, place and condition stay.
 */
export function switchChart(card: DashboardCard, id: string, catalog: Catalog): SwitchedCard {
  const chart = findChart(id);
  if (!chart || chart.id === card.chart) return { card, lost: [] };
  const fields = cardFields(catalog, card);
  const split = splitFor(card, chart, fields);
  const draft = draftOf(chart, card.entity, catalog);
  const lacksSplit = split.dimensions.length < chart.dimensions.min;
  const shown = card.measures.filter((measure) => measure.hidden !== true);
  const measures = shown
    .filter((measure) => chart.measures.numeric !== true || isNumericMeasure(measure, fields))
    .slice(0, chart.measures.max);
  const settings = Object.fromEntries(
    Object.entries(card.settings ?? {}).filter(([key]) => chart.settings.some((spec) => spec.id === key)),
  );
  const { columns: _columns, totals: _totals, ...rest } = card;
  const kept = {
    ...rest,
    chart: chart.id,
    ...split,
    ...(lacksSplit ? { dimensions: draft.dimensions } : {}),
    measures: [
      ...(measures.length > 0 ? measures : draft.measures),
      ...card.measures.filter(({ hidden }) => hidden),
    ],
    settings,
  };
  return { card: withKnownSort(kept), lost: lossesOf(card, kept, fields) };
}

type Split = Pick<DashboardCard, "dimensions" | "columns" | "totals">;

/** Dimensions down and across, as the new type takes them; what went across goes down where nothing can go across. */
function splitFor(card: DashboardCard, chart: ChartType, fields: readonly ReportField[]): Split {
  const { kinds, max } = chart.dimensions;
  const fits = ({ field, buckets }: Dimension): boolean => {
    const known = fields.find((candidate) => candidate.id === field);
    // Paths through references lead to fields of other entities; the checks of the card know them.
    if (!known) return kinds === undefined;
    const isSplit = known.groupable || buckets !== undefined;
    return isSplit && (kinds === undefined || kinds.includes(known.kind));
  };
  const fit = chart.fitDimension ?? ((dimension: Dimension) => dimension);
  if (chart.columns && card.columns) {
    return {
      ...card,
      dimensions: card.dimensions.slice(0, max),
      columns: card.columns.slice(0, chart.columns.max),
    };
  }
  const all = [...card.dimensions, ...(card.columns ?? [])].filter(fits).map(fit);
  return chart.arrange?.(all.slice(0, max)) ?? { dimensions: all.slice(0, max) };
}

function lossesOf(
  before: DashboardCard,
  after: DashboardCard,
  fields: readonly ReportField[],
): readonly LocalizedText[] {
  const left = new Set([...after.dimensions, ...(after.columns ?? [])].map(({ field }) => field));
  const named = (field: string): LocalizedText =>
    fields.find((candidate) => candidate.id === field)?.name ?? { zh: field, en: field };
  const dimensions = [...before.dimensions, ...(before.columns ?? [])]
    .filter(({ field }) => !left.has(field))
    .map(({ field }) => named(field));
  const measures = before.measures
    .filter((measure: Measure) => !after.measures.some(({ id }) => id === measure.id))
    .map((measure) => measureName(measure, fields));
  const specs = findChart(before.chart)?.settings ?? [];
  const settings = Object.keys(before.settings ?? {})
    .filter((key) => !Object.hasOwn(after.settings ?? {}, key))
    .flatMap((key) => specs.find(({ id }) => id === key)?.name ?? []);
  return [...dimensions, ...measures, ...settings];
}
