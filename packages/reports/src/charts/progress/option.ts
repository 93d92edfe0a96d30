import type { ChartContext } from "../../model/chart-context.ts";
import { percentText } from "../../model/figure-format.ts";
import { goalOf, zoneColor } from "../../model/goal.ts";

/** How far one group has come. */
export interface ProgressRow {
  readonly point: number;
  readonly name: string;
  readonly figure: string;
  readonly goal: string;
  /** “75%”; a dash where there is nothing to reach. */
  readonly done: string;
  /** 0 to 1, full when there is more. */
  readonly share: number;
  readonly color: string;
}

/** How far each group has come. */
export function progressRows(context: ChartContext): readonly ProgressRow[] {
  const format = context.format(context.data.measures[0]?.id ?? "");
  return context.data.points.map((point, index) => {
    const { value, goal, share } = goalOf(context, index);
    return {
      point: index,
      name: point.labels[0] ?? "",
      figure: format.short(value),
      goal: format.short(goal),
      done: percentText(share),
      share: Math.min(1, Math.max(0, share ?? 0)),
      color: zoneColor(context, share),
    };
  });
}
