import type { ChartPoint, MeasureAnswer, TotalPoint } from "@mortise/contract";
import type { AggregateResult, AggregateRow, AggregateTotal } from "@mortise/store";
import { findMetric } from "../metrics/index.ts";
import type { CardFigures } from "../model/chart-context.ts";
import { joinFilters } from "../model/drill.ts";
import { measureName } from "../model/measure.ts";
import type { CardPlan } from "./card-plan.ts";
import type { DimensionReader } from "./dimension-reader.ts";

/** What is known of a row besides its own figures. */
export type RowExtras = (row: AggregateRow) => Pick<ChartPoint, "compared" | "targets">;

/** The answer for a browser: groups with names, colours and the way to their rows. */
export function cardAnswer(
  plan: CardPlan,
  result: AggregateResult,
  { asOf, extras }: { readonly asOf: string; readonly extras: RowExtras },
): CardFigures {
  const shown = plan.card.measures.filter(({ hidden }) => hidden !== true);
  const totals = plan.card.totals === true ? (result.totals ?? []).filter((total) => isOwn(plan, total)) : [];
  return {
    points: result.rows.map((row) => ({ ...pointOf(plan, row, result), ...extras(row) })),
    measures: shown.map((measure): MeasureAnswer => {
      const metric = findMetric(measure.metric);
      const isShare = measure.calculation?.type.startsWith("share") === true;
      const format = measure.format ?? (isShare ? "percent" : metric?.format);
      return {
        id: measure.id,
        name: metric && !measure.name ? metric.name : measureName(measure, plan.fields),
        ...(metric ? { definition: metric.definition } : {}),
        ...(format === undefined ? {} : { format }),
      };
    }),
    ...(plan.card.totals === true ? { totals: totals.map((total) => totalPoint(plan, total, result)) } : {}),
    truncated: result.truncated,
    asOf,
  };
}

/** Totals for shares alone are none of the card's. */
function isOwn({ card, dimensions }: CardPlan, { split }: AggregateTotal): boolean {
  const rows = card.dimensions.length;
  const isBeginning = (places: readonly number[], start: number): boolean =>
    places.every((place, index) => place === start + index);
  const down = split.filter((place) => place < rows);
  return (
    isBeginning(down, 0) && isBeginning(split.slice(down.length), rows) && split.length < dimensions.length
  );
}

function totalPoint(plan: CardPlan, total: AggregateTotal, result: AggregateResult): TotalPoint {
  const rows = total.split.filter((place) => place < plan.card.dimensions.length).length;
  return { ...pointOf(plan, total, result, total.split), rows, columns: total.split.length - rows };
}

function pointOf(
  plan: CardPlan,
  row: AggregateRow,
  { labels }: AggregateResult,
  split: readonly number[] = [...plan.dimensions.keys()],
): ChartPoint {
  const readsStages = plan.chart.readsStages?.(plan.settings) === true;
  const readers = split.flatMap((place) => plan.dimensions[place] ?? []);
  const isOther = (index: number): boolean => row.other === true && split[index] === 0;
  const keyOf = (index: number) => row.keys[index] ?? null;
  // The colour tells series apart where there are several, groups otherwise.
  const color = readers
    .map((reader, index) => (isOther(index) ? undefined : reader.color(keyOf(index))))
    .at(-1);
  const [stage] = plan.dimensions;
  const option = row.keys[0];
  return {
    keys: row.keys,
    labels: readers.map((reader, index) =>
      isOther(index) ? reader.otherLabel : reader.label(keyOf(index), labels),
    ),
    values: Object.fromEntries(
      plan.card.measures.flatMap(({ id, hidden }) => (hidden === true ? [] : [[id, row.values[id] ?? null]])),
    ),
    filter: joinFilters(plan.filter, ...row.filters) ?? true,
    ...(row.filters.length > 0 ? { parts: row.filters } : {}),
    ...(color === undefined ? {} : { color }),
    ...(row.other === true ? { other: true as const } : {}),
    ...(readsStages && stage && typeof option === "string"
      ? { reached: { field: stage.dimension.field, option } }
      : passedStage(readers, row)),
  };
}

/** Which records passed a stage, no condition can say. */
function passedStage(
  readers: readonly DimensionReader[],
  { keys }: AggregateRow,
): Pick<ChartPoint, "reached"> {
  const place = readers.findIndex(({ dimension }) => dimension.passed === true);
  const [field, option] = [readers[place]?.dimension.field, keys[place]];
  return field !== undefined && typeof option === "string" ? { reached: { field, option, only: true } } : {};
}
