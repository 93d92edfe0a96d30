import type { ChartContext, ChartOption } from "./chart-context.ts";

/** The scale of colours from the least to the most; `place` says where it stands. */
export function rampOption(
  context: ChartContext,
  values: readonly number[],
  place: ChartOption,
): ChartOption {
  const format = context.format(context.data.measures[0]?.id ?? "");
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  return {
    min: least,
    max: most === least ? least + 1 : most,
    calculable: false,
    itemWidth: 10,
    itemHeight: 90,
    text: [format.short(most), format.short(least)],
    textStyle: { color: context.ink.soft, fontSize: 11 },
    inRange: { color: context.palette.ramp },
    ...place,
  };
}

const HALF = 0.55;

/** Letters on a ground of the ramp: dark on what is pale, pale on what is dark. */
export function lettersOn(share: number): string {
  return share > HALF ? "#ffffff" : "#1c2422";
}
