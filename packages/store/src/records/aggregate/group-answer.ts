import type { DatabaseRow } from "../model/row-values.ts";
import type { AggregateRow } from "../record-query.ts";
import { otherFilter } from "./dimension-filter.ts";
import type { Grouping } from "./group-statement.ts";

/** A row of a grouped statement as the answer holds it, over the dimensions it is split by. */
export function toGroup(
  row: DatabaseRow,
  { dimensions, measures, kept }: Grouping,
  split: readonly number[] = [...dimensions.keys()],
): AggregateRow {
  const isOther = row["o"] === true && split.includes(0);
  const own = split.flatMap((index) => {
    const plan = dimensions[index];
    if (!plan) return [];
    if (isOther && index === 0)
      return [{ key: null, filter: otherFilter(plan.dimension, kept?.groups ?? []) }];
    const raw = row[`k${index}`];
    return [{ key: plan.read(raw), filter: plan.filter(raw) }];
  });
  return {
    keys: own.map(({ key }) => key),
    values: Object.fromEntries(measures.map((plan, index) => [plan.id, plan.read(row[`m${index}`])])),
    filters: own.map(({ filter }) => filter),
    ...(isOther ? { other: true as const } : {}),
  };
}
