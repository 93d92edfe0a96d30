import { BASE_OPTION, categoryAxis, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { lettersOn, rampOption } from "../../model/ramp-option.ts";
import { seriesTable } from "../../model/series-table.ts";

const MOST_LABELS = 200;
const SLANTED_FROM = 7;
/** On a phone names of more columns than these stand upright. */
const UPRIGHT_FROM = 9;

interface Cell {
  readonly value: readonly [x: number, y: number, figure: number];
  readonly point: number;
  readonly measure: string;
}

/** The picture of a heat map: the first dimension across, the second down. */
export function heatmapOption(context: ChartContext): ChartOption {
  const { ink, narrow, data } = context;
  const { categories, series } = seriesTable(context);
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const cells = series.flatMap((row, y) =>
    row.cells.flatMap((cell, x): Cell[] =>
      cell?.value === null || cell === undefined
        ? []
        : [{ value: [x, y, cell.value], point: cell.point, measure }],
    ),
  );
  const figures = cells.map(({ value }) => value[2]);
  const axis = { axisLine: { show: false }, splitArea: { show: false } };
  const slant =
    categories.length >= SLANTED_FROM || narrow
      ? {
          axisLabel: {
            color: ink.soft,
            fontSize: 11,
            interval: 0,
            rotate: narrow && categories.length > UPRIGHT_FROM ? 90 : 35,
            overflow: "truncate",
            width: 72,
          },
        }
      : {};
  return {
    ...BASE_OPTION,
    grid: { left: 4, right: narrow ? 8 : 62, top: 8, bottom: 4, containLabel: true },
    xAxis: categoryAxis(ink, categories, { ...axis, ...slant }),
    yAxis: categoryAxis(
      ink,
      series.map((row) => row.name),
      { ...axis, inverse: true },
    ),
    visualMap: rampOption(context, figures, { show: !narrow, right: 0, top: "middle" }),
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: ({ data: cell }: { data: Cell }) =>
        sheetText([categories[cell.value[0]], series[cell.value[1]]?.name].join(" · "), [
          ["", format.full(cell.value[2])],
        ]),
    },
    series: [cellSeries(context, cells)],
  };
}

function cellSeries(context: ChartContext, cells: readonly Cell[]): ChartOption {
  const { ink, settings } = context;
  const most = Math.max(0, ...cells.map(({ value }) => value[2]));
  return {
    type: "heatmap",
    itemStyle: { borderColor: ink.paper, borderWidth: 2, borderRadius: 4 },
    data: cells.map((cell) => ({
      ...cell,
      label: {
        show: settings.isOn("labels") && cells.length <= MOST_LABELS,
        fontSize: 11,
        color: lettersOn(most === 0 ? 0 : cell.value[2] / most),
        formatter: context.format(cell.measure).short(cell.value[2]),
      },
    })),
  };
}
