import { type RefObject, useState } from "react";
import { useScrollMeasure } from "./use-scroll-measure.ts";

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
  useScrollMeasure(scroller, `${height}`, ({ scrollTop, clientHeight }) => {
    const first = Math.max(0, Math.floor(scrollTop / height) - OVERSCAN);
    const end = Math.ceil((scrollTop + clientHeight) / height) + OVERSCAN;
    setSight((before) => (before.first === first && before.end === end ? before : { first, end }));
  });
  return { first: sight.first, end: Math.min(count, sight.end) };
}
