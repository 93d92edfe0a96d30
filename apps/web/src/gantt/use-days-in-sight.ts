import { type RefObject, useState } from "react";
import { dayAfter, type DayWindow } from "../schedule/days.ts";
import { useScrollMeasure } from "./use-scroll-measure.ts";

/** Which days of a chart are in sight of its scrolling element, of which names take some pixels at the left. */
export function useDaysInSight(
  scroller: RefObject<HTMLElement | null>,
  { first, dayWidth, names }: { readonly first: string; readonly dayWidth: number; readonly names: number },
): DayWindow | undefined {
  const [sight, setSight] = useState<{ readonly from: number; readonly to: number } | undefined>(undefined);
  useScrollMeasure(scroller, `${dayWidth} ${names}`, ({ scrollLeft, clientWidth }) => {
    const from = Math.floor(scrollLeft / dayWidth);
    const to = Math.ceil((scrollLeft + clientWidth - names) / dayWidth) - 1;
    setSight((before) => (before?.from === from && before.to === to ? before : { from, to }));
  });
  return sight && { first: dayAfter(first, sight.from), last: dayAfter(first, sight.to) };
}
