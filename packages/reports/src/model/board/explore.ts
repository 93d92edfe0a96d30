import type { Expression } from "@mortise/expression";
import type { DashboardCard, DateGrain, Dimension } from "@mortise/metadata";
import type { ChartPoint } from "@mortise/contract";
import { findChart } from "../../charts/index.ts";
import { withKnownSort } from "../compose-card.ts";
import { joinFilters } from "../drill.ts";
import type { ReportField } from "../report-field.ts";
import { dimensionOf } from "../suggestion-parts.ts";
import type { ExploreStep } from "./board-state.ts";

const FINER: Readonly<Partial<Record<DateGrain, DateGrain>>> = {
  year: "quarter",
  quarter: "month",
  month: "day",
  week: "day",
};

/** The next level of a hierarchy below a dimension: month below quarter, city below province, person below team. */
export function levelBelow(dimension: Dimension, fields: readonly ReportField[]): Dimension | undefined {
  const { field, grain, level } = dimension;
  const kind = fields.find(({ id }) => id === field)?.kind;
  if (kind === "date" || kind === "datetime") {
    const finer = FINER[grain ?? "day"];
    return finer && { field, grain: finer };
  }
  if (kind === "region" && level !== undefined && level < 6) return { field, level: level === 2 ? 4 : 6 };
  if (kind === "team" && field === "team" && fields.some(({ id }) => id === "owner"))
    return { field: "owner" };
  return undefined;
}

/** Whether a chart still has room for what it is split by in place of its first dimension. */
function splitBy(card: DashboardCard, first: Dimension): readonly Dimension[] {
  return [first, ...card.dimensions.slice(1).filter(({ field }) => field !== first.field)];
}

/** The step from a group of a card to the next level below it; undefined where there is none. */
export function stepDown(
  card: DashboardCard,
  point: ChartPoint,
  fields: readonly ReportField[],
): ExploreStep | undefined {
  const [first] = card.dimensions;
  const below = first && levelBelow(first, fields);
  if (!below || point.keys[0] === null || point.reached) return undefined;
  return stepTo(card, point, below);
}

/** The step from a group of a card to the same group split by another field. */
export function stepTo(card: DashboardCard, point: ChartPoint, dimension: Dimension): ExploreStep {
  return {
    label: point.labels.join(" / "),
    filter: point.filter,
    dimensions: card.dimensions.length > 1 ? splitBy(card, dimension).slice(0, 1) : [dimension],
  };
}

/** Fields by which a group of a card can be broken down, those that it is not split by yet. */
export function breakdownFields(card: DashboardCard, fields: readonly ReportField[]): readonly ReportField[] {
  const kinds = findChart(card.chart)?.dimensions.kinds;
  return fields.filter(
    (field) =>
      field.groupable &&
      (kinds === undefined || kinds.includes(field.kind)) &&
      !card.dimensions.some((dimension) => dimension.field === field.id),
  );
}

/** What breaking down by a field splits a card by. */
export function breakdownOf(field: ReportField): Dimension {
  return dimensionOf(field);
}

/** A chart that shows groups, for cards of types that take none, or take only others. */
const GROUPS = "bar";

/** The card as it looks after steps into it; its conditions are joined, the place and name stay. */
export function exploredCard(
  card: DashboardCard,
  steps: readonly ExploreStep[],
  fields: readonly ReportField[],
): DashboardCard {
  const last = steps.at(-1);
  if (!last) return card;
  const { dimensions } = last;
  const chart = findChart(card.chart);
  const fits = dimensions.every(({ field }) => {
    const kind = fields.find(({ id }) => id === field)?.kind;
    return (
      chart !== undefined &&
      chart.readsStages === undefined &&
      chart.dimensions.max > 0 &&
      chart.dimensions.min <= dimensions.length &&
      (!chart.dimensions.kinds || (kind !== undefined && chart.dimensions.kinds.includes(kind)))
    );
  });
  const { limit: _limit, settings, ...rest } = card;
  const other = findChart(GROUPS);
  return withKnownSort({
    ...rest,
    dimensions,
    filter: joinFilters(last.filter) ?? true,
    ...(fits && settings ? { settings } : {}),
    ...(fits ? {} : { chart: GROUPS, measures: card.measures.slice(0, other?.measures.max ?? 1) }),
  });
}

/** The condition of a group alone, without those of its card and dashboard; undefined when it is not known. */
export function groupFilter(point: ChartPoint): Expression | undefined {
  return point.parts === undefined ? undefined : joinFilters(...point.parts);
}
