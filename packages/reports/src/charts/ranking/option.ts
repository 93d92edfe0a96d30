import { localize } from "@mortise/kit";
import type { ChartContext } from "../../model/chart-context.ts";

/** One row of a ranking. */
export interface RankingRow {
  readonly point: number;
  readonly rank: number;
  readonly name: string;
  readonly figure: string;
  /** Length of the bar, 0 to 1. */
  readonly share: number;
  /** Further figures with their names. */
  readonly others: readonly { readonly name: string; readonly figure: string }[];
}

/** The rows of a ranking; equal figures share a rank. */
export function rankingRows(context: ChartContext): readonly RankingRow[] {
  const { data, locale } = context;
  const [first, ...rest] = data.measures;
  if (!first) return [];
  const format = context.format(first.id);
  const values = data.points.map((point) => format.number(point.values[first.id] ?? null) ?? 0);
  const biggest = Math.max(...values.map(Math.abs), 0);
  return data.points.map((point, index) => ({
    point: index,
    rank: values.indexOf(values[index] ?? 0) + 1,
    name: point.labels[0] ?? "",
    figure: format.full(point.values[first.id] ?? null),
    share: biggest === 0 ? 0 : Math.abs(values[index] ?? 0) / biggest,
    others: rest.map((measure) => ({
      name: localize(measure.name, locale),
      figure: context.format(measure.id).short(point.values[measure.id] ?? null),
    })),
  }));
}
