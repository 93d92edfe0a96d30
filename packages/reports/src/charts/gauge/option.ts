import { localize } from "@mortise/kit";
import { BASE_OPTION, sheetText, tooltipSheet } from "../../model/axis-option.ts";
import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { goalOf, zoneColor } from "../../model/goal.ts";

const GOAL = { zh: "目标", en: "Goal" };
const DONE = { zh: "完成率", en: "Completed" };
const HEADROOM = 1.25;

/** The picture of a gauge: the dial ends at the goal, or at a round figure above the value where there is none. */
export function gaugeOption(context: ChartContext): ChartOption {
  const { ink, locale, data } = context;
  const measure = data.measures[0]?.id ?? "";
  const format = context.format(measure);
  const { value, goal, share } = goalOf(context, 0);
  const end = goal ?? roundAbove(value * HEADROOM);
  const hasEnd = goal !== null || value > 0;
  const color = zoneColor(context, share);
  const name = localize(data.measures[0]?.name ?? { zh: "", en: "" }, locale);
  return {
    ...BASE_OPTION,
    tooltip: {
      ...tooltipSheet(ink),
      trigger: "item",
      formatter: () =>
        sheetText(name, [
          [name, format.full(value)],
          ...(goal === null ? [] : ([[localize(GOAL, locale), format.full(goal)]] as const)),
          ...(share === null ? [] : ([[localize(DONE, locale), percentText(share)]] as const)),
        ]),
    },
    series: [
      {
        type: "gauge",
        center: ["50%", "60%"],
        radius: "104%",
        startAngle: 205,
        endAngle: -25,
        min: 0,
        max: end,
        splitNumber: 2,
        progress: { show: true, width: 14, roundCap: true, itemStyle: { color } },
        axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, ink.line]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          distance: 20,
          color: ink.faint,
          fontSize: 11,
          formatter: (at: number) => (hasEnd && (at === 0 || at === end) ? format.short(at) : ""),
        },
        pointer: { show: false },
        anchor: { show: false },
        title: { show: true, offsetCenter: [0, "30%"], color: ink.soft, fontSize: 12 },
        detail: {
          offsetCenter: [0, "-4%"],
          color: ink.text,
          fontSize: context.narrow ? 20 : 26,
          fontWeight: 600,
          formatter: () => format.short(value),
        },
        data: [
          { value: Math.min(Math.max(value, 0), end), name: titleOf(context, share), point: 0, measure },
        ],
      },
    ],
  };
}

function titleOf({ locale }: ChartContext, share: number | null): string {
  return share === null ? "" : `${localize(DONE, locale)} ${percentText(share)}`;
}

/** One, two or five with zeros, not below the figure. */
export function roundAbove(value: number): number {
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => one * size >= value) ?? 10;
  return step * size;
}
