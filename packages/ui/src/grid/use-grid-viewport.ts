import { type RefObject, useEffect, useState } from "react";

/** The visible part of the grid, in CSS pixels. */
export interface GridViewport {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Follows scrolling and size of the grid's scroller, at most once per frame. */
export function useGridViewport(scroller: RefObject<HTMLDivElement | null>): GridViewport {
  const [viewport, setViewport] = useState<GridViewport>({ top: 0, left: 0, width: 800, height: 600 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    let frame = 0;
    const measure = () => {
      frame = 0;
      setViewport({
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth || 800,
        height: element.clientHeight || 600,
      });
    };
    const later = () => {
      if (frame === 0) frame = requestAnimationFrame(measure);
    };
    element.addEventListener("scroll", later, { passive: true });
    const observer = typeof ResizeObserver === "undefined" ? undefined : new ResizeObserver(later);
    observer?.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("scroll", later);
      observer?.disconnect();
    };
  }, [scroller]);
  return viewport;
}
