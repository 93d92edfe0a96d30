import { useMemo } from "react";
import type { ChartContext, ChartOption } from "../model/chart-context.ts";
import type { ChartView, ChartViewProps } from "./chart-view.ts";
import { EChart } from "./echart.tsx";

/** The view of a chart type that the chart library draws from an option. */
export function pictureView(id: string, optionOf: (context: ChartContext) => ChartOption): ChartView {
  function PictureView({ context, onPick }: ChartViewProps) {
    const option = useMemo(() => optionOf(context), [context]);
    return <EChart option={option} onPick={onPick} />;
  }
  return { id, View: PictureView, hasButtons: false };
}
