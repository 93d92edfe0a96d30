import { localize } from "@mortise/kit";
import {
  axisTooltip,
  BASE_OPTION,
  categoryAxis,
  countSteps,
  legendOf,
  seriesFigure,
  valueAxis,
} from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { markLineOf } from "../../model/reference-lines.ts";
import { type Series, type SeriesTable, seriesTable, shareOf } from "../../model/series-table.ts";

const RATE = { zh: "比率", en: "Rate" };
const RATE_COLOR = "#b8695c";
const ROUND = 3;

/** The picture of a bar chart. */
export function barOption(context: ChartContext): ChartOption {
  const { settings } = context;
  const table = seriesTable(context);
  const isLying = settings.isOn("horizontal");
  const isPercent = settings.choice("stack") === "percent";
  const rates = settings.isOn("rate") ? rateValues(table) : undefined;
  const measure = table.series[0]?.measure ?? "";
  const values = isPercent
    ? valueAxis(context.ink, context.format(measure), {
        max: 1,
        interval: 0.25,
        axisLabel: { formatter: percentText, color: context.ink.faint },
      })
    : valueAxis(context.ink, context.format(measure), countSteps(context, measure));
  const groups = categoryAxis(
    context.ink,
    table.categories,
    isLying ? { inverse: true } : slanted(context, table),
  );
  const rateAxis = {
    type: "value",
    axisLabel: { formatter: percentText, color: context.ink.faint, fontSize: 11 },
    splitLine: { show: false },
    min: 0,
  };
  const valueAxes = rates ? [values, rateAxis] : values;
  const drawn = table.series.map((series) => barSeries(context, table, series));
  const names = [
    ...table.series.map((series) => series.name),
    ...(rates ? [localize(RATE, context.locale)] : []),
  ];
  const figure = seriesFigure(context, table.series);
  return {
    ...BASE_OPTION,
    grid: { left: 4, right: rates ? 4 : 12, top: names.length > 1 ? 34 : 16, bottom: 4, containLabel: true },
    legend: legendOf(context.ink, names),
    xAxis: isLying ? valueAxes : groups,
    yAxis: isLying ? groups : valueAxes,
    tooltip: axisTooltip(context.ink, (index, value) =>
      index >= table.series.length
        ? percentText(typeof value === "number" ? value : null)
        : isPercent
          ? percentText(typeof value === "number" ? value : null)
          : figure(index, value),
    ),
    series: rates ? [...drawn, rateSeries(context, rates, isLying)] : drawn,
  };
}

const CROWDED = 8;
const TOO_MANY = 24;
/** With more groups the rates are read from the axis and the tooltip. */
const FEW = 6;

/** Names of groups are worth reading: where they stand close they are slanted rather than left out. */
function slanted({ card, ink, narrow }: ChartContext, { categories }: SeriesTable): ChartOption {
  const isNamed = card.dimensions[0]?.grain === undefined;
  if (isNamed && categories.length < CROWDED) {
    return {
      axisLabel: {
        color: ink.soft,
        fontSize: 12,
        interval: 0,
        overflow: "truncate",
        width: narrow ? 44 : 76,
      },
    };
  }
  if (!isNamed || categories.length > TOO_MANY) return {};
  const look = { color: ink.soft, fontSize: 11, overflow: "truncate", width: 72 };
  return { axisLabel: { ...look, interval: 0, rotate: 35 } };
}

function barSeries(context: ChartContext, table: SeriesTable, series: Series): ChartOption {
  const { settings } = context;
  const stack = settings.choice("stack");
  const isStacked = stack !== "none" && table.series.length > 1;
  const isLying = settings.isOn("horizontal");
  const isSingle = table.series.length === 1;
  const marks = stack === "percent" ? undefined : markLineOf(context, series, isLying);
  const corner = isLying ? [0, ROUND, ROUND, 0] : [ROUND, ROUND, 0, 0];
  return {
    type: "bar",
    name: series.name,
    barMaxWidth: 36,
    barGap: "12%",
    ...(isStacked ? { stack: "all" } : {}),
    itemStyle: { color: series.color, borderRadius: isStacked ? 0 : corner },
    emphasis: { focus: "series" },
    label: {
      show: settings.isOn("labels") && stack !== "percent",
      position: isStacked ? "inside" : isLying ? "right" : "top",
      color: isStacked ? "#ffffff" : context.ink.soft,
      fontSize: 11,
      formatter: ({ value }: { value: unknown }) =>
        typeof value === "number" ? context.format(series.measure).short(value) : "",
    },
    ...(marks ? { markLine: marks } : {}),
    data: table.categories.map((_, index) => {
      const cell = series.cells[index];
      const color = isSingle ? table.colors[index] : undefined;
      return {
        value: stack === "percent" ? shareOf(table, series, index) : (cell?.value ?? null),
        point: cell?.point,
        measure: series.measure,
        ...(color ? { itemStyle: { color } } : {}),
      };
    }),
  };
}

/** Second measure over first, per category; null where there is nothing to divide by. */
export function rateValues(table: SeriesTable): readonly (number | null)[] {
  const [whole, part] = table.series;
  return table.categories.map((_, index) => {
    const below = whole?.cells[index]?.value ?? 0;
    return below === 0 ? null : (part?.cells[index]?.value ?? 0) / below;
  });
}

function rateSeries(context: ChartContext, rates: readonly (number | null)[], isLying: boolean): ChartOption {
  return {
    type: "line",
    name: localize(RATE, context.locale),
    ...(isLying ? { xAxisIndex: 1 } : { yAxisIndex: 1 }),
    symbolSize: 7,
    lineStyle: { width: 2, color: RATE_COLOR },
    itemStyle: { color: RATE_COLOR },
    label: {
      show: !context.narrow && rates.length <= FEW,
      position: "top",
      color: RATE_COLOR,
      fontSize: 11,
      // Bars stand behind the line: the figure needs ground of its own.
      backgroundColor: context.ink.veil,
      borderRadius: 3,
      padding: [1, 3],
      formatter: ({ value }: { value: unknown }) => percentText(typeof value === "number" ? value : null),
    },
    data: rates,
  };
}
