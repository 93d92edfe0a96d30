import {
  axisTooltip,
  BASE_OPTION,
  categoryAxis,
  gridOf,
  legendOf,
  seriesFigure,
  valueAxis,
} from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { lineSeries } from "../../model/line-option.ts";
import { markLineOf } from "../../model/reference-lines.ts";
import { type Series, seriesTable } from "../../model/series-table.ts";

const ROUND = 3;

/** The picture of columns and lines. */
export function comboOption(context: ChartContext): ChartOption {
  const { ink, settings } = context;
  const table = seriesTable(context);
  const columns = Number(settings.get("columns") ?? 1);
  const [first] = table.series;
  const line = table.series[columns];
  const hasTwo = settings.choice("axes") !== "one" && columns > 0 && line !== undefined;
  const left = valueAxis(ink, context.format(first?.measure ?? ""));
  const right = valueAxis(ink, context.format(line?.measure ?? ""), { splitLine: { show: false } });
  return {
    ...BASE_OPTION,
    grid: gridOf(true, 4),
    legend: legendOf(
      ink,
      table.series.map((series) => series.name),
    ),
    xAxis: categoryAxis(ink, table.categories),
    yAxis: hasTwo ? [left, right] : left,
    tooltip: axisTooltip(ink, seriesFigure(context, table.series)),
    series: table.series.map((series, index) =>
      index < columns
        ? columnSeries(context, series)
        : lineSeries(context, table, series, {
            fill: 0,
            stack: "none",
            more: { z: 3, ...(hasTwo ? { yAxisIndex: 1 } : {}) },
          }),
    ),
  };
}

function columnSeries(context: ChartContext, series: Series): ChartOption {
  const isStacked = context.settings.isOn("stack");
  const marks = isStacked ? undefined : markLineOf(context, series);
  return {
    type: "bar",
    name: series.name,
    barMaxWidth: 32,
    ...(isStacked ? { stack: "columns" } : {}),
    ...(marks ? { markLine: marks } : {}),
    itemStyle: { color: series.color, borderRadius: isStacked ? 0 : [ROUND, ROUND, 0, 0] },
    label: {
      show: context.settings.isOn("labels"),
      position: isStacked ? "inside" : "top",
      color: context.ink.soft,
      fontSize: 11,
      formatter: ({ value }: { value: unknown }) =>
        typeof value === "number" ? context.format(series.measure).short(value) : "",
    },
    data: series.cells.map((cell) => ({
      value: cell?.value ?? null,
      point: cell?.point,
      measure: series.measure,
    })),
  };
}
