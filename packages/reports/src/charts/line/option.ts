import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { linesOption } from "../../model/line-option.ts";

const GROUND = 0.12;

/** The picture of a line chart. */
export function lineOption(context: ChartContext): ChartOption {
  return linesOption(context, { fill: context.settings.isOn("area") ? GROUND : 0, stack: "none" });
}
