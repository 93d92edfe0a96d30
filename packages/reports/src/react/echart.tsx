import { isPlainObject } from "@mortise/kit";
import { useEffect, useRef } from "react";
import type { ChartOption, ChartPick } from "../model/chart-context.ts";
import { startChart } from "./echarts.ts";

/** Props of `EChart`. */
export interface EChartProps {
  readonly option: ChartOption;
  readonly onPick?: ((pick: ChartPick) => void) | undefined;
}

/** Draws a picture and keeps it to the size of its place. Items that carry `point` and `measure` can be picked. */
export function EChart({ option, onPick }: EChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef({ option, onPick, draw: () => undefined as void });
  latest.current = { ...latest.current, option, onPick };
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let chart: ReturnType<typeof startChart> | undefined;
    const draw = (): void => {
      // A place without size cannot be drawn into; it is asked again when it gets one.
      if (element.clientWidth === 0 || element.clientHeight === 0) return;
      if (!chart) {
        chart = startChart(element);
        chart.on("click", ({ data }) => {
          const pick = pickOf(data);
          if (pick) latest.current.onPick?.(pick);
        });
      }
      chart.setOption(latest.current.option, { notMerge: true });
    };
    latest.current.draw = draw;
    const observer = new ResizeObserver(() => {
      if (chart) chart.resize();
      else draw();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart?.dispose();
    };
  }, []);
  useEffect(() => latest.current.draw(), [option]);
  return (
    <div
      ref={place}
      className={onPick ? "m-report-chart m-report-chart-live" : "m-report-chart"}
      aria-hidden="true"
    />
  );
}

function pickOf(data: unknown): ChartPick | undefined {
  if (!isPlainObject(data)) return undefined;
  const { point, measure } = data;
  return typeof point === "number" && typeof measure === "string" ? { point, measure } : undefined;
}
