import { type RefObject, useLayoutEffect, useState } from "react";

const OVERSCAN = 6;
/** Height of what is in sight, until it is measured. */
const FIRST_HEIGHT = 600;

/** Which rows of equal height are in sight of a scrolling element: only they are drawn, anew only when others come. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  height: number,
): { readonly first: number; readonly end: number } {
  const [sight, setSight] = useState({ first: 0, end: Math.ceil(FIRST_HEIGHT / height) + OVERSCAN });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / height) - OVERSCAN);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / height) + OVERSCAN;
      setSight((before) => (before.first === first && before.end === end ? before : { first, end }));
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [scroller, height]);
  return { first: sight.first, end: Math.min(count, sight.end) };
}
