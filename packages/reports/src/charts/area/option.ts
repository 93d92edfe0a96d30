import type { ChartContext, ChartOption } from "../../model/chart-context.ts";
import { linesOption } from "../../model/line-option.ts";

const STACKED_GROUND = 0.55;
const OPEN_GROUND = 0.25;

/** The picture of an area chart. */
export function areaOption(context: ChartContext): ChartOption {
  const asked = context.settings.choice("stack");
  const stack = asked === "none" || asked === "percent" ? asked : "stacked";
  return linesOption(context, { fill: stack === "none" ? OPEN_GROUND : STACKED_GROUND, stack });
}
