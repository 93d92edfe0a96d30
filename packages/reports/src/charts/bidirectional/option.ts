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
import { type Series, seriesTable } from "../../model/series-table.ts";

const ROUND = 3;
/** Room for the figures beside the longest bars. */
const HEADROOM = 1.18;

/** The picture of two-way bars: the first figure grows to the left, the second to the right. */
export function bidirectionalOption(context: ChartContext): ChartOption {
  const { ink, settings } = context;
  const table = seriesTable(context);
  const [left, right] = table.series;
  if (!left || !right) return BASE_OPTION;
  const ends = [left, right].map(({ cells }) =>
    Math.max(0, ...cells.map((cell) => Math.abs(cell?.value ?? 0))),
  );
  const [leftEnd = 0, rightEnd = 0] = settings.isOn("sameScale")
    ? [Math.max(...ends), Math.max(...ends)]
    : ends;
  const figure = seriesFigure(context, table.series);
  const format = context.format(left.measure);
  return {
    ...BASE_OPTION,
    grid: gridOf(true),
    legend: legendOf(ink, [left.name, right.name]),
    tooltip: axisTooltip(ink, (index, value) =>
      figure(index, typeof value === "number" ? Math.abs(value) : value),
    ),
    xAxis: valueAxis(ink, format, {
      min: -leftEnd * HEADROOM,
      max: rightEnd * HEADROOM,
      axisLabel: { show: false },
      splitLine: { show: false },
    }),
    yAxis: categoryAxis(ink, table.categories, { inverse: true, axisLine: { onZero: false, show: false } }),
    series: [side(context, left, "left"), side(context, right, "right")],
  };
}

function side(context: ChartContext, series: Series, to: "left" | "right"): ChartOption {
  const sign = to === "left" ? -1 : 1;
  return {
    type: "bar",
    name: series.name,
    stack: "both",
    barMaxWidth: 22,
    itemStyle: {
      color: series.color,
      borderRadius: to === "left" ? [ROUND, 0, 0, ROUND] : [0, ROUND, ROUND, 0],
    },
    emphasis: { focus: "series" },
    label: {
      show: context.settings.isOn("labels"),
      position: to,
      color: context.ink.soft,
      fontSize: 11,
      formatter: ({ value }: { value: unknown }) =>
        typeof value === "number" && value !== 0 ? context.format(series.measure).short(Math.abs(value)) : "",
    },
    data: series.cells.map((cell) => ({
      value: cell?.value === null || cell === undefined ? null : sign * Math.abs(cell.value),
      point: cell?.point,
      measure: series.measure,
    })),
  };
}
