import { BASE_OPTION, sheetText, tooltipSheet } from "./axis-option.ts";
import { type ChartContext, type ChartOption, drawn, pointColor } from "./chart-context.ts";
import { percentText } from "./figure-format.ts";
import { categorical } from "./palette.ts";

interface DrawnSlice {
  readonly name: string;
  readonly value: number;
  readonly percent: number;
}

/** One part of a whole, with the point it came from. */
export interface Slice {
  readonly name: string;
  readonly value: number;
  readonly point: number;
  readonly measure: string;
  readonly itemStyle: { readonly color: string };
}

/** The parts of a whole; groups without a positive figure are none. */
export function slicesOf(context: ChartContext): readonly Slice[] {
  const measure = context.data.measures[0]?.id ?? "";
  return context.data.points
    .map((point, index) => ({
      name: point.labels[0] ?? "",
      value: drawn(context, point, measure) ?? 0,
      point: index,
      measure,
      itemStyle: { color: pointColor(point, context) ?? categorical(index, context.palette) },
    }))
    .filter((slice) => slice.value > 0);
}

/** The picture of parts around a middle; `shape` says how pies, rings and roses differ. */
export function slicesOption(
  context: ChartContext,
  slices: readonly Slice[],
  shape: { readonly series: ChartOption; readonly more?: ChartOption },
): ChartOption {
  const { ink, settings, narrow } = context;
  const format = context.format(context.data.measures[0]?.id ?? "");
  const showsLabels = settings.isOn("labels") && !narrow;
  return {
    ...BASE_OPTION,
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: (slice: DrawnSlice) =>
        sheetText(slice.name, [[format.full(slice.value), percentText(slice.percent / 100)]]),
    },
    legend: {
      show: !showsLabels,
      type: "scroll",
      bottom: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: ink.soft },
      pageIconColor: ink.soft,
      pageTextStyle: { color: ink.faint },
    },
    ...shape.more,
    series: [
      {
        type: "pie",
        center: ["50%", showsLabels ? "50%" : "46%"],
        itemStyle: { borderColor: ink.paper, borderWidth: 2, borderRadius: 3 },
        label: {
          show: showsLabels,
          color: ink.soft,
          fontSize: 12,
          formatter: (slice: DrawnSlice) => `${slice.name} ${percentText(slice.percent / 100)}`,
        },
        labelLine: { show: showsLabels, length: 8, length2: 6 },
        ...shape.series,
        data: slices,
      },
    ],
  };
}
