import { BASE_OPTION, escapeHtml } from "../../model/axis-option.ts";
import { type ChartContext, type ChartOption, pointColor } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { categorical, CHART_INK } from "../../model/palette.ts";

interface Slice {
  readonly name: string;
  readonly value: number;
  readonly percent: number;
}

/** The picture of a pie or ring; groups without a positive figure have no slice. */
export function pieOption(context: ChartContext): ChartOption {
  const { data, settings, narrow } = context;
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const slices = data.points
    .map((point, index) => ({
      name: point.labels[0] ?? "",
      value: format.number(point.values[measure] ?? null) ?? 0,
      point: index,
      measure,
      itemStyle: { color: pointColor(point, context) ?? categorical(index) },
    }))
    .filter((slice) => slice.value > 0);
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  const isRing = settings.isOn("ring");
  const showsLabels = settings.isOn("labels") && !narrow;
  return {
    ...BASE_OPTION,
    tooltip: {
      trigger: "item",
      confine: true,
      formatter: (slice: Slice) =>
        `${escapeHtml(slice.name)}<br><b>${escapeHtml(format.full(slice.value))}</b> · ${percentText(slice.percent / 100)}`,
    },
    legend: {
      show: !showsLabels,
      type: "scroll",
      bottom: 0,
      icon: "roundRect",
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: CHART_INK.soft },
    },
    ...(isRing ? { title: ringTitle(format.short(total), showsLabels) } : {}),
    series: [
      {
        type: "pie",
        radius: isRing ? ["48%", "70%"] : "70%",
        center: ["50%", showsLabels ? "50%" : "46%"],
        itemStyle: { borderColor: CHART_INK.paper, borderWidth: 2, borderRadius: 3 },
        label: {
          show: showsLabels,
          color: CHART_INK.soft,
          fontSize: 12,
          formatter: (slice: Slice) => `${slice.name} ${percentText(slice.percent / 100)}`,
        },
        labelLine: { show: showsLabels, length: 8, length2: 6 },
        data: slices,
      },
    ],
  };
}

function ringTitle(text: string, isCentred: boolean): ChartOption {
  return {
    text,
    left: "center",
    top: isCentred ? "middle" : "42%",
    textStyle: { fontSize: 20, fontWeight: 600, color: CHART_INK.text },
  };
}
