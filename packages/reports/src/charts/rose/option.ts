import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { slicesOf, slicesOption } from "../../model/slice-option.ts";

/** The picture of a rose: all petals as wide, each as long as its figure. */
export function roseOption(context: ChartContext): ChartOption {
  return slicesOption(context, slicesOf(context), { series: { roseType: "area", radius: ["14%", "74%"] } });
}
