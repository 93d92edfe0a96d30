import { useEffect, useRef } from "react";
import type { ChartOption, ChartPick } from "../model/chart-context.ts";
import { ChartPlace } from "./chart-place.ts";

/** Props of `EChart`. */
export interface EChartProps {
  readonly option: ChartOption;
  readonly onPick?: ((pick: ChartPick) => void) | undefined;
}

/** Draws a picture and keeps it to the size of its place. Items that carry `point` and `measure` can be picked. */
export function EChart({ option, onPick }: EChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const place = useRef<ChartPlace>(undefined);
  useEffect(() => {
    if (!element.current) return undefined;
    const made = new ChartPlace(element.current);
    place.current = made;
    return () => made.dispose();
  }, []);
  useEffect(() => place.current?.show(option, onPick), [option, onPick]);
  return (
    <div
      ref={element}
      className={onPick ? "m-report-chart m-report-chart-live" : "m-report-chart"}
      aria-hidden="true"
    />
  );
}
