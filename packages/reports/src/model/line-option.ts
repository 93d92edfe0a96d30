import {
  axisTooltip,
  BASE_OPTION,
  categoryAxis,
  countSteps,
  gridOf,
  legendOf,
  seriesFigure,
  valueAxis,
} from "./axis-option.ts";
import type { ChartContext, ChartOption } from "./chart-context.ts";
import { percentText } from "./figure-format.ts";
import { markLineOf } from "./reference-lines.ts";
import { type Series, type SeriesTable, seriesTable, shareOf } from "./series-table.ts";

const FEW_POINTS = 40;

/** How lines and areas differ. */
export interface LineShape {
  /** Ground under the line, 0 to 1. */
  readonly fill: number;
  readonly stack: "none" | "stacked" | "percent";
}

/** The picture of lines along an axis. */
export function linesOption(context: ChartContext, shape: LineShape): ChartOption {
  const { ink } = context;
  const table = seriesTable(context);
  const names = table.series.map((series) => series.name);
  const isPercent = shape.stack === "percent";
  const figure = seriesFigure(context, table.series);
  const share = (_index: number, value: unknown): string =>
    percentText(typeof value === "number" ? value : null);
  const more = isPercent
    ? { max: 1, interval: 0.25, axisLabel: { formatter: percentText, color: ink.faint } }
    : countSteps(context, table.series[0]?.measure ?? "");
  return {
    ...BASE_OPTION,
    grid: gridOf(names.length > 1, 16),
    legend: legendOf(ink, names),
    xAxis: categoryAxis(ink, table.categories, { boundaryGap: table.categories.length === 1 }),
    yAxis: valueAxis(ink, context.format(table.series[0]?.measure ?? ""), more),
    tooltip: {
      ...axisTooltip(ink, isPercent ? share : figure),
      axisPointer: { type: "line", lineStyle: { color: ink.faint } },
    },
    series: table.series.map((series) => lineSeries(context, table, series, shape)),
  };
}

/** One line of a picture with axes; `more` says on which axis it stands. */
export function lineSeries(
  context: ChartContext,
  table: SeriesTable,
  series: Series,
  shape: LineShape & { readonly more?: ChartOption },
): ChartOption {
  const { settings } = context;
  const { length } = table.categories;
  const isPercent = shape.stack === "percent";
  const marks = shape.stack === "none" ? markLineOf(context, series) : undefined;
  return {
    type: "line",
    name: series.name,
    smooth: settings.isOn("smooth") ? 0.35 : false,
    symbol: "circle",
    symbolSize: 6,
    showSymbol: length <= FEW_POINTS,
    lineStyle: { width: 2, color: series.color },
    itemStyle: { color: series.color },
    ...(shape.fill > 0 ? { areaStyle: { color: series.color, opacity: shape.fill } } : {}),
    ...(shape.stack === "none" ? {} : { stack: "all" }),
    ...(marks ? { markLine: marks } : {}),
    emphasis: { focus: "series" },
    label: {
      show: settings.isOn("labels") && !isPercent && length <= FEW_POINTS,
      color: context.ink.soft,
      fontSize: 11,
      formatter: ({ value }: { value: unknown }) =>
        typeof value === "number" ? context.format(series.measure).short(value) : "",
    },
    ...shape.more,
    data: Array.from({ length }, (_, index) => ({
      // What is stacked on a gap would fall through it.
      value: isPercent
        ? shareOf(table, series, index)
        : (series.cells[index]?.value ?? (shape.stack === "none" ? null : 0)),
      point: series.cells[index]?.point,
      measure: series.measure,
    })),
  };
}
