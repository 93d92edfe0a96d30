import { type RefObject, useLayoutEffect, useState } from "react";

const OVERSCAN = 6;

/** Which rows of equal height are in sight of a scrolling element: only they are drawn. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): { readonly first: number; readonly end: number } {
  const [sight, setSight] = useState({ top: 0, height: 600 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () =>
      setSight((before) => {
        const next = { top: element.scrollTop, height: element.clientHeight };
        return before.top === next.top && before.height === next.height ? before : next;
      });
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [scroller]);
  const first = Math.max(0, Math.floor(sight.top / height) - OVERSCAN);
  return { first, end: Math.min(count, Math.ceil((sight.top + sight.height) / height) + OVERSCAN) };
}
