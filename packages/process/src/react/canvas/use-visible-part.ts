import { useStore } from "@xyflow/react";
import { useMemo } from "react";
import type { Point } from "../../model/drawing/draw-flow.ts";

/** A part of the drawing. */
export interface Part {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What is on screen is followed in cells of this size, so that moving about draws anew only now and then. */
const CELL = 500;
const EVERYTHING: Part = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** The part of the drawing on screen and somewhat around it; everything for small drawings and before the size is known. */
export function useVisiblePart(isLarge: boolean): Part {
  const cells = useStore(({ transform: [x, y, zoom], width, height }) => {
    if (!isLarge || width === 0) return "";
    const cell = (at: number): number => Math.floor(at / zoom / CELL);
    return [cell(-x) - 1, cell(-y) - 1, cell(width - x) + 2, cell(height - y) + 2].join(" ");
  });
  return useMemo(() => {
    if (cells === "") return EVERYTHING;
    const [left = 0, top = 0, right = 0, bottom = 0] = cells.split(" ").map((cell) => Number(cell) * CELL);
    return { left, top, right, bottom };
  }, [cells]);
}

/** Whether anything between some points may be in a part. */
export function isAround({ left, top, right, bottom }: Part, points: readonly Point[]): boolean {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  return (
    Math.max(...xs) >= left && Math.min(...xs) <= right && Math.max(...ys) >= top && Math.min(...ys) <= bottom
  );
}
