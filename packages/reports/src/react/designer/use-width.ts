import { type RefObject, useEffect, useRef, useState } from "react";

const USUAL = 1_200;

/** The width of an element in CSS pixels, followed as it changes; a usual width until it is known. */
export function useWidth(): readonly [place: RefObject<HTMLDivElement | null>, width: number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(USUAL);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measure = (): void => setWidth((before) => element.clientWidth || before);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, width];
}
