import { shortKey } from "@mortise/kit";
import type { Catalog, DashboardCard, Measure } from "@mortise/metadata";
import { findChart } from "../../charts/index.ts";
import { withKnownSort } from "../compose-card.ts";
import { switchChart } from "../switch-chart.ts";
import { COUNT } from "../measure.ts";
import type { ReportField } from "../report-field.ts";
import { type CardDraft, suggestCards } from "../suggest-cards.ts";
import { byTitle, dimensionOf } from "../suggestion-parts.ts";

/** Where a field can be put on a card. */
export type Well = "dimensions" | "measures";

/** Where a field goes when nobody says: amounts are summed up, all else splits. */
export function naturalWell(field: ReportField): Well {
  return field.groupable && field.kind !== "number" && field.kind !== "duration" ? "dimensions" : "measures";
}

/** Whether a field means anything in a well. */
export function fitsWell(field: ReportField, well: Well): boolean {
  return well === "dimensions" ? field.groupable : field.aggregates.length > 0;
}

/**
 * The card with a field put into a well. A full well gives up its last place; a chart that is not split at all becomes
 * one that is. Undefined when the field does not fit or stands there already.
 */
export function withField(
  card: DashboardCard,
  field: ReportField,
  well: Well,
  catalog: Catalog,
): DashboardCard | undefined {
  if (!fitsWell(field, well)) return undefined;
  return well === "dimensions" ? splitBy(card, field, catalog) : counting(card, field);
}

const GROUPS = "bar";
const TIMES = "line";

function splitBy(card: DashboardCard, field: ReportField, catalog: Catalog): DashboardCard | undefined {
  if (card.dimensions.some((dimension) => dimension.field === field.id)) return undefined;
  const isTime = field.kind === "date" || field.kind === "datetime";
  const { max = 0, kinds } = findChart(card.chart)?.dimensions ?? {};
  // A figure with a trend takes dates only: anything else, and a first date, makes it a chart with groups.
  const isSplit =
    max > 0 && (kinds === undefined || (kinds.includes(field.kind) && card.dimensions.length > 0));
  const chart = isSplit ? card : switchChart(card, isTime ? TIMES : GROUPS, catalog).card;
  const room = findChart(chart.chart)?.dimensions.max ?? 1;
  // A chart that was not split begins with the field alone.
  const before = isSplit ? card.dimensions.slice(0, Math.max(0, room - 1)) : [];
  return withKnownSort({ ...chart, dimensions: [...before, dimensionOf(field)] });
}

function counting(card: DashboardCard, field: ReportField): DashboardCard | undefined {
  const measure = measureOver(field);
  const isThere = card.measures.some(
    (one) => one.field === measure.field && one.function === measure.function,
  );
  if (isThere) return undefined;
  const room = findChart(card.chart)?.measures.max ?? 1;
  // A plain count is only what a card begins with: the first figure of choice takes its place.
  const isFirst = card.measures.length === 1 && card.measures[0]?.id === COUNT.id;
  const before = isFirst ? [] : card.measures.slice(0, Math.max(0, room - 1));
  return withKnownSort({ ...card, measures: [...before, measure] });
}

function measureOver(field: ReportField): Measure {
  const id = `m_${shortKey()}`;
  const first = field.aggregates.includes("sum") ? "sum" : field.aggregates[0];
  return { id, field: field.id, function: first ?? "count" };
}

/** A card to start from when a field is put on the empty page: the best suggestion that shows it. */
export function draftFor(field: ReportField, entity: string, catalog: Catalog): CardDraft {
  const suggestion = suggestCards(catalog, entity).find(
    ({ dimensions, measures }) =>
      dimensions[0]?.field === field.id || (dimensions.length === 0 && measures[0]?.field === field.id),
  );
  if (suggestion) return suggestion;
  const isSplit = naturalWell(field) === "dimensions";
  const name = catalog.find("entity", entity)?.name ?? field.name;
  const chart = findChart(isSplit ? GROUPS : "number");
  return {
    chart: chart?.id ?? GROUPS,
    title: isSplit ? byTitle(name, field) : field.name,
    entity,
    dimensions: isSplit ? [dimensionOf(field)] : [],
    measures: [isSplit ? COUNT : measureOver(field)],
    size: chart?.size ?? { w: 6, h: 8 },
  };
}
