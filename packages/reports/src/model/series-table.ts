import { localize } from "@mortise/kit";
import type { ChartContext } from "./chart-context.ts";
import { pointColor } from "./chart-context.ts";
import { categorical } from "./palette.ts";

/** One value of a series and the point it came from. */
export interface SeriesCell {
  readonly point: number;
  readonly value: number | null;
}

/** Values along the categories; a category without a point has none. */
export interface Series {
  readonly name: string;
  readonly measure: string;
  readonly color: string;
  readonly cells: readonly (SeriesCell | undefined)[];
}

/** The data of a chart with axes. */
export interface SeriesTable {
  readonly categories: readonly string[];
  /** Colours of the categories' options. */
  readonly colors: readonly (string | undefined)[];
  readonly series: readonly Series[];
}

/**
 * Lays points out along the first dimension. With a second dimension each of its groups is a series of the first
 * measure, else each measure is one.
 */
export function seriesTable(context: ChartContext): SeriesTable {
  const { data, card } = context;
  const rows = new Map<string, number>();
  const categories: string[] = [];
  const colors: (string | undefined)[] = [];
  for (const point of data.points) {
    const key = keyOf(point.keys[0]);
    if (rows.has(key)) continue;
    rows.set(key, categories.length);
    categories.push(point.labels[0] ?? "");
    colors.push(card.dimensions.length > 1 ? undefined : pointColor(point, context));
  }
  const series = card.dimensions.length > 1 ? splitSeries(context, rows) : measureSeries(context);
  return { categories, colors, series };
}

function keyOf(key: unknown): string {
  return JSON.stringify(key ?? null);
}

function measureSeries(context: ChartContext): readonly Series[] {
  const { data, locale } = context;
  return data.measures.map((measure, index) => ({
    name: localize(measure.name, locale),
    measure: measure.id,
    color: categorical(index, context.palette),
    cells: data.points.map((point, at) => ({
      point: at,
      value: context.format(measure.id).number(point.values[measure.id] ?? null),
    })),
  }));
}

function splitSeries(context: ChartContext, rows: ReadonlyMap<string, number>): readonly Series[] {
  const measure = context.data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const found = new Map<
    string,
    { name: string; color: string | undefined; cells: (SeriesCell | undefined)[] }
  >();
  context.data.points.forEach((point, index) => {
    const key = keyOf(point.keys[1]);
    const cells: (SeriesCell | undefined)[] = Array.from({ length: rows.size });
    const series = found.get(key) ?? {
      name: point.labels[1] ?? "",
      color: pointColor(point, context),
      cells,
    };
    series.cells[rows.get(keyOf(point.keys[0])) ?? 0] = {
      point: index,
      value: format.number(point.values[measure] ?? null),
    };
    found.set(key, series);
  });
  return [...found.values()].map((series, index) => ({
    ...series,
    color: series.color ?? categorical(index, context.palette),
    measure,
  }));
}

/** A series' part of the category's whole, 0 to 1; null where there is nothing to share. */
export function shareOf(table: SeriesTable, series: Series, index: number): number | null {
  const whole = table.series.reduce((sum, one) => sum + (one.cells[index]?.value ?? 0), 0);
  return whole === 0 ? null : (series.cells[index]?.value ?? 0) / whole;
}
