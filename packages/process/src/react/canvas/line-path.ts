import type { DrawnLine, Point } from "../../model/drawing/draw-flow.ts";

const RADIUS = 8;

/** A line with rounded corners, as the `d` of a path. */
export function linePath(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (!before) return `M${point.x} ${point.y}`;
      if (!after) return `L${point.x} ${point.y}`;
      const from = towards(point, before);
      const to = towards(point, after);
      return `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
    })
    .join("");
}

/** The point on the way to the next corner at which the bend begins. */
function towards(corner: Point, other: Point): Point {
  const length = Math.abs(other.x - corner.x) + Math.abs(other.y - corner.y);
  const part = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + (other.x - corner.x) * part, y: corner.y + (other.y - corner.y) * part };
}

/** The line that runs nearest to a point, not further off than `most`; its "+" counts as nearer. */
export function nearestLine(lines: readonly DrawnLine[], point: Point, most: number): DrawnLine | undefined {
  let best: { readonly line: DrawnLine; readonly far: number } | undefined;
  for (const line of lines) {
    const far = Math.min(distance(line.mark, line.mark, point) - most / 2, ...distances(line.points, point));
    if (far <= most && (best === undefined || far < best.far)) best = { line, far };
  }
  return best?.line;
}

function distances(points: readonly Point[], point: Point): readonly number[] {
  return points.slice(1).map((end, index) => distance(points[index] ?? end, end, point));
}

/** How far a point is from a line between two others, which goes across or down. */
function distance(start: Point, end: Point, point: Point): number {
  const outside = (at: number, one: number, other: number): number =>
    Math.max(0, Math.min(one, other) - at, at - Math.max(one, other));
  return Math.hypot(outside(point.x, start.x, end.x), outside(point.y, start.y, end.y));
}
