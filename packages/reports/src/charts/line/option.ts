import {
  axisTooltip,
  BASE_OPTION,
  categoryAxis,
  legendOf,
  seriesFigure,
  valueAxis,
} from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { CHART_INK } from "../../model/palette.ts";
import { type Series, seriesTable } from "../../model/series-table.ts";

const FEW_POINTS = 40;

/** The picture of a line chart. */
export function lineOption(context: ChartContext): ChartOption {
  const table = seriesTable(context);
  const names = table.series.map((series) => series.name);
  const tooltip = axisTooltip(seriesFigure(context, table.series));
  return {
    ...BASE_OPTION,
    grid: { left: 4, right: 16, top: names.length > 1 ? 34 : 16, bottom: 4, containLabel: true },
    legend: legendOf(names),
    xAxis: categoryAxis(table.categories, { boundaryGap: table.categories.length === 1 }),
    yAxis: valueAxis(context.format(table.series[0]?.measure ?? "")),
    tooltip: { ...tooltip, axisPointer: { type: "line", lineStyle: { color: CHART_INK.faint } } },
    series: table.series.map((series) => lineSeries(context, series, table.categories.length)),
  };
}

function lineSeries(context: ChartContext, series: Series, length: number): ChartOption {
  const { settings } = context;
  return {
    type: "line",
    name: series.name,
    smooth: settings.isOn("smooth") ? 0.35 : false,
    symbol: "circle",
    symbolSize: 6,
    showSymbol: length <= FEW_POINTS,
    lineStyle: { width: 2, color: series.color },
    itemStyle: { color: series.color },
    ...(settings.isOn("area") ? { areaStyle: { color: series.color, opacity: 0.12 } } : {}),
    emphasis: { focus: "series" },
    label: {
      show: settings.isOn("labels") && length <= FEW_POINTS,
      color: CHART_INK.soft,
      fontSize: 11,
      formatter: ({ value }: { value: unknown }) =>
        typeof value === "number" ? context.format(series.measure).short(value) : "",
    },
    data: Array.from({ length }, (_, index) => ({
      value: series.cells[index]?.value ?? null,
      point: series.cells[index]?.point,
      measure: series.measure,
    })),
  };
}
