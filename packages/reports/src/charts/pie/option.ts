import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { slicesOf, slicesOption } from "../../model/slice-option.ts";

/** The picture of a pie or ring; groups without a positive figure have no slice. */
export function pieOption(context: ChartContext): ChartOption {
  const slices = slicesOf(context);
  const isRing = context.settings.isOn("ring");
  const series = { radius: isRing ? ["48%", "70%"] : "70%" };
  if (!isRing) return slicesOption(context, slices, { series });
  const total = slices.reduce((sum, slice) => sum + slice.value, 0);
  const isCentred = context.settings.isOn("labels") && !context.narrow;
  const title = {
    text: context.format(context.data.measures[0]?.id ?? "").short(total),
    left: "center",
    top: isCentred ? "middle" : "42%",
    textStyle: { fontSize: 20, fontWeight: 600, color: context.ink.text },
  };
  return slicesOption(context, slices, { series, more: { title } });
}
