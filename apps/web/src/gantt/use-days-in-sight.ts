import { type RefObject, useLayoutEffect, useState } from "react";
import { dayAfter, type DayWindow } from "../schedule/days.ts";

/** Which days of a chart are in sight of its scrolling element, of which names take some pixels at the left. */
export function useDaysInSight(
  scroller: RefObject<HTMLElement | null>,
  { first, dayWidth, names }: { readonly first: string; readonly dayWidth: number; readonly names: number },
): DayWindow | undefined {
  const [sight, setSight] = useState<{ readonly from: number; readonly to: number } | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const from = Math.floor(element.scrollLeft / dayWidth);
      const to = Math.ceil((element.scrollLeft + element.clientWidth - names) / dayWidth) - 1;
      setSight((before) => (before?.from === from && before.to === to ? before : { from, to }));
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [scroller, dayWidth, names]);
  return sight && { first: dayAfter(first, sight.from), last: dayAfter(first, sight.to) };
}
