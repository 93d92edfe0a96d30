import { type RefObject, useEffect, useRef, useState } from "react";

/** Width and height of an element in CSS pixels. */
export interface Size {
  readonly w: number;
  readonly h: number;
}

/** The size of an element, followed as it changes; nothing until it is known. */
export function useSize(): readonly [place: RefObject<HTMLDivElement | null>, size: Size] {
  const place = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ w: 0, h: 0 });
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const measure = (): void => {
      const { clientWidth: w, clientHeight: h } = element;
      setSize((before) => (before.w === w && before.h === h ? before : { w, h }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [place, size];
}
