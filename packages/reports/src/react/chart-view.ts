import type { ComponentType } from "react";
import type { ChartContext, ChartPick } from "../model/chart-context.ts";

/** What every picture of a card takes. */
export interface ChartViewProps {
  readonly context: ChartContext;
  /** Somebody points at a figure to see the rows behind it; pictures are mute without it. */
  readonly onPick?: ((pick: ChartPick) => void) | undefined;
}

/** How a chart type looks on screen. */
export interface ChartView {
  readonly id: string;
  readonly View: ComponentType<ChartViewProps>;
  /** The picture's figures are buttons themselves; other pictures get a list of buttons beside them. */
  readonly hasButtons: boolean;
  /** Shows all figures as text already, so that nobody needs them as a table. */
  readonly isText?: boolean;
}
