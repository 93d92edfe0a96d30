import { type RefObject, useEffectEvent, useLayoutEffect } from "react";

/** Measures a scrolling element at once, whenever it is scrolled or changes its size, and anew for another `scale`. */
export function useScrollMeasure(
  scroller: RefObject<HTMLElement | null>,
  scale: string,
  onMeasure: (element: HTMLElement) => void,
): void {
  const tell = useEffectEvent(onMeasure);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => tell(element);
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      observer.disconnect();
    };
  }, [scroller, scale]);
}
