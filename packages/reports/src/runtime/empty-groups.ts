import type { Value } from "@mortise/expression";
import type { Measure } from "@mortise/metadata";
import type { AggregateRow } from "@mortise/store";
import { keysBetween } from "../model/date-series.ts";
import { isRecordMeasure } from "../model/measure.ts";
import type { CardPlan } from "./card-plan.ts";
import type { DimensionReader } from "./dimension-reader.ts";

const MOST_DATES = 1_000;
/** What a measure says about no rows: counts and sums are 0, all else is nothing. */
export function figureOfNone(measure: Measure): string | null {
  const isZero = ["count", "countDistinct", "sum"].includes(measure.function);
  return isRecordMeasure(measure) && isZero ? "0" : null;
}

function emptyRow({ card, dimensions, measures }: CardPlan, keys: readonly Value[]): AggregateRow {
  const asked = Object.fromEntries(measures.asked.map((one) => [one.id, figureOfNone(one)]));
  const figures = measures.figures(asked);
  return {
    keys,
    values: Object.fromEntries(card.measures.map((one) => [one.id, figures[one.id] ?? null])),
    filters: keys.flatMap((key, index) => dimensions[index]?.filter(key) ?? []),
  };
}

/** Groups of dates between the first and the last. */
export function withoutGaps(plan: CardPlan, rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const grain = plan.dimensions[0]?.dimension.grain;
  if (!plan.runsInTime || !grain) return rows;
  const dated = rows.flatMap(({ keys: [key], other }) =>
    typeof key === "string" && other !== true ? [key] : [],
  );
  const [first] = dated;
  const last = dated.at(-1);
  if (first === undefined || last === undefined) return rows;
  const present = Map.groupBy(rows, ({ keys: [key = null] }) => key);
  const rest = rows[0]?.keys.slice(1) ?? [];
  const filled = keysBetween(first, last, grain, Math.max(MOST_DATES, plan.limit)).flatMap(
    (key) => present.get(key) ?? [emptyRow(plan, [key, ...rest])],
  );
  return [...filled, ...(present.get(null) ?? [])];
}

/** Groups without records where the card asks for them, in their places unless it sorts. */
export function withEmptyGroups(plan: CardPlan, rows: readonly AggregateRow[]): readonly AggregateRow[] {
  const [first] = plan.dimensions;
  if (!first || plan.dimensions.length !== 1) return rows;
  const isAsked = first.dimension.empty === true || plan.chart.showsEmptyOptions?.(plan.settings) === true;
  const keys = isAsked ? allKeys(first) : undefined;
  if (!keys) return rows;
  const present = new Set(rows.map((row) => row.keys[0] ?? null));
  const missing = keys.filter((key) => !present.has(key)).map((key) => emptyRow(plan, [key]));
  const all = [...rows, ...missing];
  if (plan.sort.length > 0) return all;
  const order = new Map<Value, number>(first.orderedKeys.map((key, index) => [key, index]));
  const place = ({ keys: [key = null], other }: AggregateRow): number =>
    (other ? undefined : order.get(key)) ?? order.size;
  return all.toSorted((a, b) => place(a) - place(b));
}

/** The keys of all groups that a dimension may have; undefined where there is no end to them. */
function allKeys(reader: DimensionReader): readonly string[] | undefined {
  const { options } = reader;
  if (options && !reader.dimension.buckets) {
    return options
      .filter((option) => !option.disabled && option.outcome !== "lost" && option.outcome !== "invalid")
      .map((option) => option.key);
  }
  const keys = reader.orderedKeys;
  return keys.length > 0 ? keys : undefined;
}
